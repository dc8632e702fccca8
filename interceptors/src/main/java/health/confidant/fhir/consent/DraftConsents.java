package health.confidant.fhir.consent;

import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Consent;

/** Consents that nobody has signed yet. */
public final class DraftConsents {
    private DraftConsents() {}

    /** A copy, active, with the elements that signing adds where it has none of its own. */
    public static Consent asIfSigned(Consent draft, Instant at) {
        Consent signed = draft.copy().setStatus(Consent.ConsentState.ACTIVE);
        if (!signed.hasDateTime()) {
            signed.setDateTime(Date.from(at));
        }
        if (!signed.hasPerformer()) {
            signed.addPerformer(signed.getPatient());
        }
        if (!signed.hasSource()) {
            signed.setSource(new Attachment().setData(new byte[] {0}));
        }
        return signed;
    }
}
