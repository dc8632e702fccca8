package health.confidant.fhir.couple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.access.Period;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.Refusal;
import health.confidant.fhir.couple.CoupleDraft.Partner;
import java.time.Instant;
import org.hl7.fhir.r4.model.*;
import org.junit.jupiter.api.Test;

class CouplesTest {
    private static Group pair(String... members) {
        Group group = new Group()
                .setType(Group.GroupType.PERSON)
                .setActual(true)
                .setCode(new CodeableConcept(new Coding(CodeSystems.GROUP_KIND, "treatment-pair", null)));
        for (String member : members) {
            group.addMember().setEntity(new Reference(member));
        }
        return group;
    }

    @Test
    void readsBothPartnersWithTheirPeriods() {
        Group group = pair("Patient/ana", "Patient/ben/_history/1");
        group.getMember()
                .get(0)
                .setPeriod(new org.hl7.fhir.r4.model.Period().setStartElement(new DateTimeType("2026-03-01")));
        assertThat(Couples.of(group).partners())
                .containsExactly(
                        new Partner("Patient/ana", new Period(Instant.parse("2026-03-01T00:00:00Z"), Instant.MAX)),
                        new Partner("Patient/ben", Period.ALWAYS));
    }

    @Test
    void inactiveIsNever() {
        Group left = pair("Patient/ana", "Patient/ben");
        left.getMember().get(1).setInactive(true);
        assertThat(Couples.of(left).partners())
                .extracting(Partner::period)
                .containsExactly(Period.ALWAYS, Periods.NEVER);
        Group dissolved = pair("Patient/ana", "Patient/ben").setActive(false);
        assertThat(Couples.of(dissolved).partners()).extracting(Partner::period).containsOnly(Periods.NEVER);
    }

    @Test
    void refusesEverythingElse() {
        for (Group group : new Group[] {
            pair("Patient/ana"),
            pair("Patient/ana", "Patient/ana/_history/2"),
            pair("Patient/ana", "Patient/ben", "Patient/cy"),
            pair("Patient/ana", "Practitioner/lee"),
            pair("Patient/ana", "#ben"),
            pair("Patient/ana", "Patient/ben").setActual(false),
            pair("Patient/ana", "Patient/ben").setType(Group.GroupType.ANIMAL),
            pair("Patient/ana", "Patient/ben").setCode(new CodeableConcept())
        }) {
            assertThatThrownBy(() -> Couples.of(group)).isInstanceOf(Refusal.class);
        }
    }
}
