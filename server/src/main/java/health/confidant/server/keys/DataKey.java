package health.confidant.server.keys;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * An unwrapped AES-256 key. Held in memory for a short while only.
 *
 * @param derived keys made of it, which go with it
 */
record DataKey(KeyRef ref, SecretKey key, Map<String, SecretKey> derived) {
    DataKey(KeyRef ref, SecretKey key) {
        this(ref, key, new ConcurrentHashMap<>());
    }

    /**
     * A key for another algorithm (one block of HKDF-Expand, RFC 5869), 32 bytes.
     *
     * @param purpose one of a few words
     */
    SecretKey derive(String purpose, String algorithm) {
        return derived.computeIfAbsent(purpose, p -> new SecretKeySpec(derive(p), algorithm));
    }

    /** The same as bytes, made anew. */
    byte[] derive(String purpose) {
        return Hmac.of(
                new SecretKeySpec(key.getEncoded(), Hmac.NAME), purpose.getBytes(StandardCharsets.UTF_8), new byte[] {1
                });
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
