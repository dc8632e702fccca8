package health.confidant.fhir.profile;

import health.confidant.fhir.CodeSystems;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;

/** Which kind of consent an active Consent is. One that is not active enforces nothing and may lack anything. */
final class ConsentKinds {
    private static final Set<String> TPO = Set.of("TREAT", "HPAYMT", "HOPERAT");
    private static final String POLICIES = "http://terminology.hl7.org/CodeSystem/consentpolicycodes";

    private ConsentKinds() {}

    static boolean isActive(Consent consent) {
        return consent.getStatus() == ConsentState.ACTIVE;
    }

    /** All three purposes make it one, also beside another that it must not have; one or two do when there is no other. */
    static boolean isTpo(Consent consent) {
        Set<String> purposes = purposes(consent);
        return permits(consent)
                && !purposes.isEmpty()
                && (TPO.containsAll(purposes) || purposes.containsAll(TPO))
                && !isTrackGrant(consent)
                && !isForCounselingNotes(consent);
    }

    static boolean isTrackGrant(Consent consent) {
        return permits(consent) && labelled(consent, CodeSystems.TRACK, "couples");
    }

    static boolean isForCounselingNotes(Consent consent) {
        return permits(consent) && labelled(consent, CodeSystems.NOTE_CLASS, "sud-counseling-note");
    }

    static boolean isForProceedings(Consent consent) {
        return permits(consent) && purposes(consent).contains("HLEGAL");
    }

    static boolean isForResearch(Consent consent) {
        return permits(consent) && purposes(consent).contains("HRESCH") && !isTrackGrant(consent);
    }

    static boolean isSelfPay(Consent consent) {
        return isActive(consent) && consent.getPolicyRule().hasCoding(POLICIES, "hipaa-self-pay");
    }

    private static boolean permits(Consent consent) {
        return isActive(consent) && consent.getProvision().getType() == ConsentProvisionType.PERMIT;
    }

    private static Set<String> purposes(Consent consent) {
        return consent.getProvision().getPurpose().stream()
                .map(Coding::getCode)
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    private static boolean labelled(Consent consent, String system, String code) {
        return consent.getProvision().getSecurityLabel().stream()
                .anyMatch(label -> system.equals(label.getSystem()) && code.equals(label.getCode()));
    }
}
