package health.confidant.counselingnote;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.actor;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.counselorKim;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Cast.officerSato;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Cast.therapistLee;
import static health.confidant.cast.Chart.note;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import org.junit.jupiter.api.Test;

class CounselingNotePolicyTest {
    @Test
    void judgeWhenOriginatorTreatsThenSaysNothing() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing()))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenOriginatorHasAnotherPurposeThenForbids() {
        assertThat(says(
                        asks(counselorKim(), Purpose.HOPERAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(counselorKim(), Purpose.HPAYMT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(counselorKim(), Purpose.HRESCH),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(counselorKim(), Purpose.BTG), note(ANA, Track.INDIVIDUAL, "Practitioner/kim"), nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenAnybodyElseAsksThenForbids() {
        assertThat(says(asks(patient(ANA), Purpose.PATRQT), note(ANA, Track.INDIVIDUAL, "Practitioner/kim"), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(officerSato(), Purpose.HOPERAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(hospital(), Purpose.TREAT), note(ANA, Track.INDIVIDUAL, "Practitioner/kim"), nothing()))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(therapistLee(), Purpose.BTG), note(ANA, Track.INDIVIDUAL, "Practitioner/kim"), nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenConsentToTreatmentThenForbids() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing().permit(ANA, "Practitioner/lee", Purpose.TREAT, Track.INDIVIDUAL)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenItsOwnConsentThenForbidsToWriteOnly() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing().permitNotes(ANA, "Practitioner/lee", Purpose.TREAT)))
                .isEqualTo(Says.NEVER_WRITE);
    }

    @Test
    void judgeWhenItsOwnConsentIsForAnotherPurposeOrOverThenForbids() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing().permitNotes(ANA, "Practitioner/lee", Purpose.HOPERAT)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing().during(Given.EXPIRED).permitNotes(ANA, "Practitioner/lee", Purpose.TREAT)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenJointSessionThenNeedsTheConsentOfEach() {
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        note(COUPLE, Track.COUPLES, "Practitioner/lee"),
                        theCouple().permitNotes(ANA, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(counselorKim(), Purpose.TREAT),
                        note(COUPLE, Track.COUPLES, "Practitioner/lee"),
                        theCouple()
                                .permitNotes(ANA, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)
                                .permitNotes(BEN, "Practitioner/kim", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NEVER_WRITE);
    }

    @Test
    void judgeWhenOriginatorIsUnknownThenForbidsEverybody() {
        assertThat(says(
                        asks(actor("", Role.INDIVIDUAL_COUNSELOR), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, ""),
                        nothing()))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenNoCounselingNoteThenSaysNothing() {
        assertThat(says(asks(therapistLee(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), nothing()))
                .isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new CounselingNotePolicy(), request, segment, given);
    }
}
