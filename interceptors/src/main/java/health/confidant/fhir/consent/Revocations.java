package health.confidant.fhir.consent;

import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;

/** A Consent that is taken back: inactive, with who said so, when, and in which words (42 CFR 2.33(a)(2)). */
public final class Revocations {
    /** R4 has no element for it. */
    public static final String REVOCATION = "https://confidant.health/fhir/StructureDefinition/consent-revocation";

    private Revocations() {}

    /** @param statement as the patient wrote it */
    public static void revoke(Consent consent, String by, String statement, Instant at) {
        consent.setStatus(Consent.ConsentState.INACTIVE);
        consent.addExtension(
                REVOCATION,
                new Annotation()
                        .setAuthor(new Reference(by))
                        .setTime(Date.from(at))
                        .setText(statement));
    }
}
