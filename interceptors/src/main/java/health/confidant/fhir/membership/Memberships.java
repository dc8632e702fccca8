package health.confidant.fhir.membership;

import health.confidant.access.Period;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;

/** The memberships that a PractitionerRole or a Group of practitioners says. */
public final class Memberships {
    private Memberships() {}

    /** Whether the group is one of staff: about no patient, so that it lies in the directory. */
    public static boolean isStaff(Group group) {
        return group.getType() == Group.GroupType.PRACTITIONER && group.getActual();
    }

    /** Empty for what is not active, and for any other resource. */
    public static List<Membership> of(Resource resource) {
        if (resource instanceof PractitionerRole role) {
            return of(role);
        }
        return resource instanceof Group group && isStaff(group) ? of(group) : List.of();
    }

    private static List<Membership> of(PractitionerRole role) {
        Optional<String> member = References.literal(role.getPractitioner());
        if (member.isEmpty() || role.hasActive() && !role.getActive()) {
            return List.of();
        }
        Period period = Periods.of(role.getPeriod());
        return Stream.concat(
                        Stream.of("PractitionerRole/" + role.getIdElement().getIdPart()),
                        References.literal(role.getOrganization()).stream())
                .map(party -> new Membership(party, member.get(), period))
                .toList();
    }

    private static List<Membership> of(Group group) {
        if (group.hasActive() && !group.getActive()) {
            return List.of();
        }
        String party = "Group/" + group.getIdElement().getIdPart();
        return group.getMember().stream()
                .filter(member -> !member.getInactive())
                .flatMap(member -> References.literal(member.getEntity())
                        .map(entity -> new Membership(party, entity, Periods.of(member.getPeriod())))
                        .stream())
                .toList();
    }
}
