package health.confidant.server.oracle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Collectors;

/** Messages of the right form (RFC 7516, 7.2.1; ADR 0065), whose ciphertext is random: the server cannot tell. */
final class Envelopes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HEADER = "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\"}";
    private static final int COORDINATE = 32;

    private Envelopes() {}

    /** What registers a new device. */
    static String device() {
        return "{\"kind\":\"DEVICE\",\"name\":\"phone\",\"encryption\":" + key() + ",\"signature\":" + key() + "}";
    }

    /**
     * @param recipients references
     * @param kids of the keys that it is encrypted to
     */
    static String message(
            String id,
            String subject,
            String sender,
            Collection<String> recipients,
            String day,
            Collection<String> kids) {
        return """
                {"resourceType":"Communication","id":"%s","status":"completed","subject":%s,"recipient":[%s],
                 "sent":"%sT10:00:00Z","sender":%s,"payload":[{"contentAttachment":{"contentType":"application/jose+json",
                 "data":"%s"}}]}"""
                .formatted(
                        id,
                        reference(subject),
                        recipients.stream().map(Envelopes::reference).collect(Collectors.joining(",")),
                        day,
                        reference(sender),
                        Base64.getEncoder().encodeToString(sealed(kids).getBytes(StandardCharsets.UTF_8)));
    }

    private static String sealed(Collection<String> kids) {
        String recipients = kids.stream()
                .map(kid -> "{\"header\":{\"kid\":\"" + kid + "\",\"epk\":" + key() + "},\"encrypted_key\":\""
                        + noise(40) + "\"}")
                .collect(Collectors.joining(","));
        return "{\"protected\":\"" + coded(HEADER.getBytes(StandardCharsets.UTF_8)) + "\",\"recipients\":[" + recipients
                + "],\"iv\":\"" + noise(12) + "\",\"ciphertext\":\"" + noise(30) + "\",\"tag\":\"" + noise(16) + "\"}";
    }

    private static String key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
            return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                    + coordinate(key.getW().getAffineX()) + "\",\"y\":\""
                    + coordinate(key.getW().getAffineY()) + "\"}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /** RFC 7518, 6.2.1.2: of the curve's size, also where it begins with zeros. */
    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] whole = new byte[COORDINATE];
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, whole, COORDINATE - length, length);
        return coded(whole);
    }

    private static String noise(int bytes) {
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
