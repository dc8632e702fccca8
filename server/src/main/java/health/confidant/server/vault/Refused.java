package health.confidant.server.vault;

/** A refusal of a request for a document: its status, and one line without personal data. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String text) {
        super(text);
        this.status = status;
    }

    int status() {
        return status;
    }
}
