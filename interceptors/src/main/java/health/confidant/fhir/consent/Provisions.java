package health.confidant.fhir.consent;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/** The root provision and the level below it, which is all that PCF allows. */
final class Provisions {
    private Provisions() {}

    /** The root first; nothing for a Consent without provisions. */
    static List<ProvisionComponent> of(Consent consent) {
        return consent.hasProvision()
                ? Stream.concat(Stream.of(consent.getProvision()), consent.getProvision().getProvision().stream())
                        .toList()
                : List.of();
    }

    static List<ProvisionComponent> permits(Consent consent) {
        return of(consent).stream().filter(Provisions::isPermit).toList();
    }

    /** A rule that says of itself that it permits; one without a type denies. */
    static boolean isPermit(ProvisionComponent provision) {
        return provision.getType() == ConsentProvisionType.PERMIT;
    }

    /** What the provision selects, with what it has from the root. */
    static Selectors selectors(Consent consent, ProvisionComponent provision) {
        ProvisionComponent root = consent.getProvision();
        return provision == root ? Selectors.of(root) : Selectors.nested(provision, root);
    }

    static boolean tooDeep(Consent consent) {
        return consent.getProvision().getProvision().stream().anyMatch(ProvisionComponent::hasProvision);
    }
}
