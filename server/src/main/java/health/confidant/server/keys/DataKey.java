package health.confidant.server.keys;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** An unwrapped AES-256 key, and what was derived from it, which goes with it. Held in memory for a short while only. */
final class DataKey {
    private final KeyRef ref;
    private final SecretKey key;
    private final Map<String, SecretKey> derived = new ConcurrentHashMap<>();

    DataKey(KeyRef ref, SecretKey key) {
        this.ref = ref;
        this.key = key;
    }

    KeyRef ref() {
        return ref;
    }

    SecretKey key() {
        return key;
    }

    /** A key for another algorithm, derived at its first use: a hash is opened with every resource that is read. */
    SecretKey derived(String purpose, String algorithm) {
        SecretKey found = derived.get(purpose);
        return found == null
                ? derived.computeIfAbsent(purpose, p -> new SecretKeySpec(DataKeys.derive(this, p), algorithm))
                : found;
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
