package health.confidant.server.database;

/** The server will not start: one clear line that says what is wrong and what to do, free of secrets. */
public class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
