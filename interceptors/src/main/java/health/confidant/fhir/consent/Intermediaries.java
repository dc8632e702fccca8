package health.confidant.fhir.consent;

import health.confidant.access.Purpose;
import health.confidant.fhir.CodeSystems;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;

/**
 * Recipients that pass records on to their members. 42 CFR 2.31(a)(4)(ii): beside its name the consent gives the names of
 * the members, or a general designation that is limited to those with a treating provider relationship to the patient.
 */
final class Intermediaries {
    /** With members named as further recipients of the same provision. */
    private static final String INTERMEDIARY = "intermediary";

    /** With members who treat the patient, whoever they are. */
    private static final String TREATING = "intermediary-treating-members";

    private Intermediaries() {}

    static boolean isLimited(ProvisionComponent permit, Set<Purpose> purposes) {
        List<provisionActorComponent> actors = permit.getActor();
        long members = actors.stream()
                .filter(actor -> !is(actor, INTERMEDIARY) && !is(actor, TREATING))
                .count();
        boolean named = actors.stream().noneMatch(actor -> is(actor, INTERMEDIARY)) || members > 0;
        boolean treating =
                actors.stream().noneMatch(actor -> is(actor, TREATING)) || purposes.equals(Set.of(Purpose.TREAT));
        return named && treating;
    }

    private static boolean is(provisionActorComponent actor, String code) {
        return actor.getRole().hasCoding(CodeSystems.RECIPIENT_KIND, code);
    }
}
