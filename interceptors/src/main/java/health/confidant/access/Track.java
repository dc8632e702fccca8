package health.confidant.access;

import java.util.Locale;

/** The record track of a segment; tracks never mix unless the patient says so (source document; 42 CFR 2.11). */
public enum Track {
    INDIVIDUAL,
    COUPLES,
    BILLING,
    /** Demographics, care teams and scheduling. */
    GENERAL,
    /** Consents, restrictions, notices and contracts. */
    PRIVACY;

    /** The code in {@code https://confidant.health/fhir/CodeSystem/track}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Track of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
