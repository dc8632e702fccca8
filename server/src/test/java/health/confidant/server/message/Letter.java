package health.confidant.server.message;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Messages of the right form, whose ciphertext is random: the server cannot tell. */
final class Letter {
    static final String HEADER = "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\"}";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Letter() {}

    static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> jwk(ECKey key) {
        return key.toPublicJWK().toJSONObject();
    }

    static String kid(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String jwe(String... kids) {
        return formed(HEADER, Arrays.stream(kids).map(Letter::recipient).collect(Collectors.joining(",")));
    }

    static String formed(String header, String recipients) {
        return "{\"protected\":\"" + coded(header.getBytes(StandardCharsets.UTF_8)) + "\",\"recipients\":[" + recipients
                + "],\"iv\":\"" + random(12) + "\",\"ciphertext\":\"" + random(30) + "\",\"tag\":\"" + random(16)
                + "\"}";
    }

    static String recipient(String kid) {
        return "{\"header\":{\"kid\":\"" + kid + "\",\"epk\":"
                + key().toPublicJWK().toJSONString() + "},\"encrypted_key\":\"" + random(40) + "\"}";
    }

    static String message(String subject, String sender, List<String> recipients, String... jwes) {
        return "{\"resourceType\":\"Communication\",\"status\":\"completed\",\"subject\":" + reference(subject)
                + ",\"sender\":" + reference(sender) + ",\"recipient\":["
                + recipients.stream().map(Letter::reference).collect(Collectors.joining(","))
                + "],\"sent\":\"" + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\",\"payload\":["
                + Arrays.stream(jwes).map(Letter::payload).collect(Collectors.joining(",")) + "]}";
    }

    static String payload(String jwe) {
        return "{\"contentAttachment\":{\"contentType\":\"application/jose+json\",\"data\":\""
                + Base64.getEncoder().encodeToString(jwe.getBytes(StandardCharsets.UTF_8)) + "\"}}";
    }

    static String random(int bytes) {
        byte[] made = new byte[bytes];
        RANDOM.nextBytes(made);
        return coded(made);
    }

    private static String reference(String to) {
        return "{\"reference\":\"" + to + "\"}";
    }

    private static String coded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
