package health.confidant.fhir.consent;

import health.confidant.access.Purpose;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * Consents without a last day (42 CFR 2.31(a)(7)): for treatment, payment and operations they may have none, or "end of
 * the treatment"; for research they may have "end of the research study". Such a consent ends when it is taken back.
 */
final class Expiry {
    static final String EVENT = "https://confidant.health/fhir/StructureDefinition/expiry-event";
    private static final String END_OF_STUDY = "end-of-research-study";
    private static final Set<Purpose> TPO = EnumSet.of(Purpose.TREAT, Purpose.HPAYMT, Purpose.HOPERAT);

    private Expiry() {}

    static boolean mayStayOpen(ProvisionComponent permit, Set<Purpose> purposes) {
        String event =
                permit.hasExtension(EVENT) && permit.getExtensionByUrl(EVENT).hasValue()
                        ? permit.getExtensionByUrl(EVENT).getValue().primitiveValue()
                        : "";
        return purposes.equals(Set.of(Purpose.HRESCH)) ? END_OF_STUDY.equals(event) : TPO.containsAll(purposes);
    }
}
