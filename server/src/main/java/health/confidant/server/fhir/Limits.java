package health.confidant.server.fhir;

/** What one request may ask for; beyond it the answer is a 4xx in constant memory (OWASP API4). */
public final class Limits {
    public static final int BODY_BYTES = 1 << 20;
    public static final int ENTRIES = 200;
    /** A source system's patient bundle is one transaction, whole: nothing half-written. */
    public static final int LOADER_BODY_BYTES = 48 << 20;

    public static final int LOADER_ENTRIES = 20_000;
    public static final int PAGE = 50;
    public static final int MAXIMUM_PAGE = 200;
    public static final int JSON_DEPTH = 64;
    public static final int INCLUDES = 5;
    public static final int PARAMETERS = 20;
    public static final int ALTERNATIVES = 50;
    public static final int CHAIN = 3;

    private Limits() {}
}
