package health.confidant.fhir.careteam;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Period;
import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.careteam.CareTeamDraft.Member;
import java.time.Instant;
import org.hl7.fhir.r4.model.*;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.junit.jupiter.api.Test;

class CareTeamsTest {
    private static CareTeam team(String subject, String... members) {
        CareTeam team = new CareTeam().setStatus(CareTeamStatus.ACTIVE).setSubject(new Reference(subject));
        for (String member : members) {
            team.addParticipant().setMember(new Reference(member));
        }
        return team;
    }

    private static CareTeam inTrack(CareTeam team, String code) {
        return team.addCategory(new CodeableConcept(new Coding(CodeSystems.TRACK, code, null)));
    }

    private static Track track(CareTeam team) {
        return CareTeams.of(team).orElseThrow().track();
    }

    @Test
    void tracksComeFromTheCategoryElseFromTheSubject() {
        assertThat(track(team("Patient/ana"))).isEqualTo(Track.INDIVIDUAL);
        assertThat(track(team("Group/pair"))).isEqualTo(Track.COUPLES);
        assertThat(track(inTrack(team("Patient/ana"), "billing"))).isEqualTo(Track.BILLING);
    }

    @Test
    void whatIsNotUnderstoodGivesNobodyADuty() {
        assertThat(CareTeams.of(team("Patient/ana").setStatus(CareTeamStatus.INACTIVE)))
                .isEmpty();
        assertThat(CareTeams.of(team("Location/room"))).isEmpty();
        assertThat(CareTeams.of(new CareTeam().setStatus(CareTeamStatus.ACTIVE)))
                .isEmpty();
        assertThat(CareTeams.of(inTrack(team("Patient/ana"), "unheard-of"))).isEmpty();
        assertThat(CareTeams.of(inTrack(inTrack(team("Patient/ana"), "individual"), "couples")))
                .isEmpty();
    }

    @Test
    void membersAreStaffAlone() {
        CareTeam team = team("Patient/ana", "Practitioner/kim", "Patient/ben", "RelatedPerson/r", "Organization/o");
        assertThat(CareTeams.of(team).orElseThrow().members())
                .extracting(Member::reference)
                .containsExactly("Practitioner/kim", "Organization/o");
    }

    @Test
    void aMemberOutlastsNotTheTeam() {
        CareTeam team = team("Patient/ana", "Practitioner/kim", "Practitioner/lee");
        team.getPeriod().setEndElement(new DateTimeType("2026-06-30"));
        team.getParticipant().get(0).getPeriod().setStartElement(new DateTimeType("2026-05-01"));
        team.getParticipant().get(1).getPeriod().setStartElement(new DateTimeType("2026-07-01"));
        assertThat(CareTeams.of(team).orElseThrow().members())
                .containsExactly(new Member(
                        "Practitioner/kim",
                        new Period(Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"))));
    }
}
