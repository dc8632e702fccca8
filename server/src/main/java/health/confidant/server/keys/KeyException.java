package health.confidant.server.keys;

/** A key cannot be used. The message names the key and never holds any part of one. */
public class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyException(String message) {
        super(message);
    }

    public KeyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The owner's keys were destroyed on purpose: what they sealed is gone for good. */
    public static final class Destroyed extends KeyException {
        private static final long serialVersionUID = 1L;

        public Destroyed(String message) {
            super(message);
        }
    }

    /** The sealed text does not belong here, or was changed. */
    public static final class Broken extends KeyException {
        private static final long serialVersionUID = 1L;

        public Broken(String message) {
            super(message);
        }
    }
}
