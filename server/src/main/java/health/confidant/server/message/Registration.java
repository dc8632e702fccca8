package health.confidant.server.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a browser posts to have keys registered: {@code kind}, {@code name}, and public JWKs. */
final class Registration {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 60;

    private Registration() {}

    /** @throws IllegalArgumentException when it is not complete, or holds what must stay with the person */
    static Device of(String person, String body, Instant now) {
        try {
            JsonNode asked = JSON.readTree(body);
            Device.Kind kind = Device.Kind.valueOf(asked.path("kind").asText());
            String name = asked.path("name").asText().strip();
            if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("A name has at most " + LONGEST_NAME + " letters");
            }
            boolean recovery = kind == Device.Kind.RECOVERY;
            return new Device(
                    UUID.randomUUID(),
                    person,
                    kind,
                    name,
                    key(asked.path("encryption")),
                    recovery ? Optional.empty() : Optional.of(key(asked.path("signature"))),
                    recovery ? Optional.of(wrapped(asked.path("wrapped").asText())) : Optional.empty(),
                    now,
                    Optional.empty());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("It is no JSON", e);
        }
    }

    private static PublicKey key(JsonNode jwk) {
        if (!jwk.isObject()) {
            throw new IllegalArgumentException("A key is missing");
        }
        return PublicKey.of(JSON.convertValue(jwk, new TypeReference<Map<String, Object>>() {}));
    }

    private static String wrapped(String text) {
        if (!text.matches("[A-Za-z0-9_-]{100,1000}\\.[A-Za-z0-9_-]{16}")) {
            throw new IllegalArgumentException("A recovery key comes with its private key, wrapped");
        }
        return text;
    }
}
