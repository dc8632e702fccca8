package health.confidant.fhir.couple;

import health.confidant.access.Period;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import health.confidant.fhir.Refusal;
import health.confidant.fhir.couple.CoupleDraft.Partner;
import java.util.List;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Group.GroupMemberComponent;
import org.hl7.fhir.r4.model.Group.GroupType;

/** FHIR Group to couple. No other kind of Group is kept: a list of patients of this program is itself a disclosure. */
public final class Couples {
    private static final String TREATMENT_PAIR = "treatment-pair";

    private Couples() {}

    public static boolean isCouple(Group group) {
        return group.getType() == GroupType.PERSON
                && group.getActual()
                && group.getCode().hasCoding(CodeSystems.GROUP_KIND, TREATMENT_PAIR);
    }

    /** @throws Refusal for any Group that is not a couple of two different patients */
    public static CoupleDraft of(Group group) {
        if (!isCouple(group) || group.hasCharacteristic() || group.hasModifierExtension()) {
            throw new Refusal(
                    "FHIR-006",
                    "Only a Group of actual persons with the code treatment-pair and no characteristics is kept here.");
        }
        boolean active = !group.hasActive() || group.getActive();
        List<Partner> partners = group.getMember().stream()
                .map(member -> new Partner(patient(member), period(member, active)))
                .toList();
        if (partners.size() != 2
                || partners.get(0).reference().equals(partners.get(1).reference())) {
            throw new Refusal("FHIR-007", "A couple has exactly two members, two different patients.");
        }
        return new CoupleDraft(partners);
    }

    private static String patient(GroupMemberComponent member) {
        boolean other = References.type(member.getEntity())
                .filter(type -> !type.equals("Patient"))
                .isPresent();
        return References.literal(member.getEntity())
                .filter(reference -> !other)
                .orElseThrow(() -> new Refusal("FHIR-008", "Each member of a couple is a reference to a Patient."));
    }

    private static Period period(GroupMemberComponent member, boolean active) {
        return active && !member.getInactive() ? Periods.of(member.getPeriod()) : Periods.NEVER;
    }
}
