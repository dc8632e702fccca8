package health.confidant.fhir.membership;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.fhir.subject.Subject;
import health.confidant.fhir.subject.Subjects;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class MembershipsTest {
    private static PractitionerRole role() {
        PractitionerRole role = new PractitionerRole()
                .setPractitioner(new Reference("Practitioner/kim"))
                .setOrganization(new Reference("Organization/program"));
        role.setId("PractitionerRole/counselor");
        return role;
    }

    private static Group staff(String member) {
        Group group = new Group().setType(Group.GroupType.PRACTITIONER).setActual(true);
        group.addMember().setEntity(new Reference(member));
        group.setId("Group/staff");
        return group;
    }

    @Test
    void aRoleActsForItselfAndItsOrganisation() {
        assertThat(Memberships.of(role()))
                .extracting(Membership::party)
                .containsExactly("PractitionerRole/counselor", "Organization/program");
        assertThat(Memberships.of(role())).extracting(Membership::member).containsOnly("Practitioner/kim");
        assertThat(Memberships.of(role().setActive(false))).isEmpty();
    }

    @Test
    void aGroupOfStaffIsItsActiveMembers() {
        Group group = staff("Practitioner/kim");
        group.addMember().setEntity(new Reference("Practitioner/lee")).setInactive(true);
        assertThat(Memberships.of(group)).extracting(Membership::member).containsExactly("Practitioner/kim");
        assertThat(Memberships.of(group.setActive(false))).isEmpty();
    }

    @Test
    void aGroupThatNamesAPatientIsNoStaff() {
        assertThat(Subjects.of(staff("Practitioner/kim"))).isInstanceOf(Subject.Directory.class);
        assertThat(Subjects.of(staff("Patient/ana"))).isInstanceOf(Subject.None.class);
    }
}
