package health.confidant.server.keys;

/**
 * The key-encryption key, wherever it is kept: it wraps data keys and never leaves its place where that can be helped.
 * Versions exist so that it can be changed while the server works.
 */
public interface WrappingKey {
    /**
     * A data key that can be stored.
     *
     * @param version of the wrapping key; free of spaces
     */
    record Wrapped(String version, byte[] bytes) {}

    /** The version that new data keys are wrapped with. */
    String current();

    /**
     * @param context bound to the result: the name of the data key, so that two keys cannot change places
     */
    Wrapped wrap(byte[] key, String context);

    /** @throws KeyException when the version is gone, or the key or its context was changed */
    byte[] unwrap(Wrapped wrapped, String context);

    /** Makes a new version and makes it current; the earlier ones still unwrap. */
    void rotate();

    /** Destroys every version but the current one. */
    void retire();
}
