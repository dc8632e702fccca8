package health.confidant.server.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One encrypted part of a message: JWE in general JSON serialization (RFC 7516, section 7.2.1), with one algorithm each
 * and no member beside those that it needs, so that nothing stands beside the ciphertext.
 *
 * @param kids thumbprints of the keys that can open it
 */
record SealedPayload(Set<String> kids) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final int MOST = 100;
    private static final int IV = 12;
    private static final int TAG = 16;
    /** A key of 256 bits, wrapped (RFC 3394). */
    private static final int WRAPPED_KEY = 40;

    SealedPayload {
        kids = Set.copyOf(kids);
    }

    /** @throws IllegalArgumentException for anything else; its message says what, and quotes nothing */
    static SealedPayload of(byte[] bytes) {
        JsonNode jwe = json(bytes);
        members(jwe, Set.of("protected", "recipients", "iv", "ciphertext", "tag"), "the JWE");
        JsonNode header = json(decoded(jwe, "protected"));
        members(header, Set.of("alg", "enc"), "its protected header");
        require("ECDH-ES+A256KW".equals(header.path("alg").textValue()), "alg must be ECDH-ES+A256KW");
        require("A256GCM".equals(header.path("enc").textValue()), "enc must be A256GCM");
        require(decoded(jwe, "iv").length == IV, "iv must have 96 bits");
        require(decoded(jwe, "tag").length == TAG, "tag must have 128 bits");
        require(decoded(jwe, "ciphertext").length > 0, "there is no ciphertext");
        JsonNode recipients = jwe.path("recipients");
        require(
                recipients.isArray() && !recipients.isEmpty() && recipients.size() <= MOST,
                "recipients must be 1 to " + MOST);
        Set<String> kids = new TreeSet<>();
        recipients.forEach(recipient -> require(kids.add(kid(recipient)), "a recipient stands there twice"));
        return new SealedPayload(kids);
    }

    private static String kid(JsonNode recipient) {
        members(recipient, Set.of("header", "encrypted_key"), "a recipient");
        require(
                decoded(recipient, "encrypted_key").length == WRAPPED_KEY,
                "encrypted_key must be a wrapped key of 256 bits");
        JsonNode header = recipient.path("header");
        members(header, Set.of("kid", "epk"), "a recipient's header");
        require(header.path("kid").isTextual(), "kid must be a thumbprint");
        JsonNode epk = header.path("epk");
        members(epk, Set.of("kty", "crv", "x", "y"), "epk");
        PublicKey.of(JSON.convertValue(epk, new TypeReference<Map<String, Object>>() {}));
        return header.path("kid").textValue();
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON");
        }
    }

    private static void members(JsonNode object, Set<String> wanted, String what) {
        Set<String> present = new HashSet<>();
        object.fieldNames().forEachRemaining(present::add);
        require(
                object.isObject() && present.equals(wanted),
                what + " must have " + String.join(", ", List.copyOf(new TreeSet<>(wanted))) + " and nothing else");
    }

    private static byte[] decoded(JsonNode object, String member) {
        try {
            return Base64.getUrlDecoder().decode(object.path(member).asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(member + " must be base64url");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
