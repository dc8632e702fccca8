package health.confidant.access;

/**
 * Names what carves a segment out of its track: one consent or restriction provision with selectors of its own
 * ({@code Consent/[id]#[index]}), or {@link #IDENTITY}.
 */
public record ProvisionId(String value) {
    /** The Patient or Group itself, apart from the rest of its track: to bill a person is to know who it is. */
    public static final ProvisionId IDENTITY = new ProvisionId("identity");
}
