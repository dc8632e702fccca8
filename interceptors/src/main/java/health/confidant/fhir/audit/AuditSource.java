package health.confidant.fhir.audit;

/**
 * The server that recorded, for every event alike.
 *
 * @param url base address of the FHIR API
 * @param host network name of the server
 * @param organization {@code Organization/[id]} of the program
 */
public record AuditSource(String url, String host, String organization) {}
