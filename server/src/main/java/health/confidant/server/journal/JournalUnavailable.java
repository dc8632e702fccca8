package health.confidant.server.journal;

/** The journal cannot be written now: nothing is shown. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
