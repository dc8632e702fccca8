package health.confidant.server.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.StringJoiner;

/**
 * Thirty digits that two people can compare by voice: SHA-256 over both thumbprints, five bytes a group, as many groups
 * as there are. {@code assets/e2e.js} computes the same.
 */
final class SafetyNumber {
    private static final int GROUPS = 6;
    private static final int BYTES = 5;

    private SafetyNumber() {}

    /** @param signer empty for a recovery key */
    static String of(String kid, String signer) {
        byte[] hash = sha256(kid + "." + signer);
        StringJoiner digits = new StringJoiner(" ");
        for (int group = 0; group < GROUPS; group++) {
            long number = 0;
            for (int i = 0; i < BYTES; i++) {
                number = number << 8 | hash[group * BYTES + i] & 0xff;
            }
            digits.add(String.format("%05d", number % 100_000));
        }
        return digits.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
