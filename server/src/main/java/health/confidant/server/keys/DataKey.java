package health.confidant.server.keys;

import javax.crypto.SecretKey;

/** An unwrapped AES-256 key. Held in memory for a short while only. */
record DataKey(KeyRef ref, SecretKey key) {
    @Override
    public String toString() {
        return ref.toString();
    }
}
