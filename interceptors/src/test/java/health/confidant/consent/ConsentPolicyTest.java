package health.confidant.consent;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.BEN;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.CY;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Cast.officerSato;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Cast.therapistLee;
import static health.confidant.cast.Chart.carved;
import static health.confidant.cast.Chart.note;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static health.confidant.cast.Given.theCouple;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.ConsentFact;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import health.confidant.label.Label;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentPolicyTest {
    @Test
    void judgeWhenRecipientIsNamedThenPermitsToRead() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenAnotherRecipientPurposeOrPatientThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/other", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HPAYMT)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HOPERAT)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.PATRQT)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HRESCH)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.BTG)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.HLEGAL)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(CY, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenConsentIsOverOrToComeThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().during(Given.EXPIRED).permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().during(Given.TOMORROW).permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenNoTrackIsNamedThenPermitsAllButTheCouplesTrack() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.READ);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.BILLING),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.READ);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.GENERAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.READ);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.PRIVACY),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.READ);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenTracksAreNamedThenPermitsThoseAlone() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.COUPLES),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.READ);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenPermitNamesNobodyOrNoPurposeThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()
                                .consent(
                                        ConsentFact.Effect.PERMIT,
                                        ANA,
                                        Set.of(),
                                        Set.of(Purpose.TREAT),
                                        Set.of(),
                                        Set.of())))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()
                                .consent(
                                        ConsentFact.Effect.PERMIT,
                                        ANA,
                                        Set.of("Organization/hospital"),
                                        Set.of(),
                                        Set.of(),
                                        Set.of())))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenLabelsAreNamedThenPermitsWhatCarriesOne() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()
                                .consent(
                                        ConsentFact.Effect.PERMIT,
                                        ANA,
                                        Set.of("Organization/hospital"),
                                        Set.of(Purpose.TREAT),
                                        Set.of(),
                                        Set.of(Label.PART2))))
                .isEqualTo(Says.READ);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()
                                .consent(
                                        ConsentFact.Effect.PERMIT,
                                        ANA,
                                        Set.of("Organization/hospital"),
                                        Set.of(Purpose.TREAT),
                                        Set.of(),
                                        Set.of(Label.NORMAL))))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenCounselingNoteThenPermitsOnlyByItsOwnConsent() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing().permit(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing()
                                .consent(
                                        ConsentFact.Effect.PERMIT,
                                        ANA,
                                        Set.of("Organization/hospital"),
                                        Set.of(Purpose.TREAT),
                                        Set.of(),
                                        Set.of(Label.PART2, Label.SUD_COUNSELING_NOTE))))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        note(ANA, Track.INDIVIDUAL, "Practitioner/kim"),
                        nothing().permitNotes(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.READ);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().permitNotes(ANA, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenCouplesRecordThenNeedsEachPartner() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().permit(ANA, "Organization/hospital", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple()
                                .permit(ANA, "Organization/hospital", Purpose.TREAT, Track.COUPLES)
                                .permit(BEN, "Organization/hospital", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenCouplesRecordAndNoTrackIsNamedThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple()
                                .permit(ANA, "Organization/hospital", Purpose.TREAT)
                                .permit(BEN, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(COUPLE, Track.GENERAL),
                        theCouple()
                                .permit(ANA, "Organization/hospital", Purpose.TREAT)
                                .permit(BEN, "Organization/hospital", Purpose.TREAT)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenOnlyOnePartnerIsOnFileThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        nothing().couple(ANA).permit(ANA, "Organization/hospital", Purpose.TREAT, Track.COUPLES)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenDenialSelectsThenForbids() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()
                                .permit(ANA, "Organization/hospital", Purpose.TREAT)
                                .deny(ANA)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()
                                .permit(ANA, "Organization/hospital", Purpose.TREAT)
                                .deny(ANA, "Organization/hospital")))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing()
                                .permit(ANA, "Organization/hospital", Purpose.TREAT)
                                .deny(ANA, "Organization/other")))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenDenialIsAnothersThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        theCouple().deny(BEN)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenOnePartnerDeniesThenForbidsWhatIsTheCouples() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().deny(BEN)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenFormerPartnerDeniesThenStillForbids() {
        assertThat(says(
                        asks(therapistLee(), Purpose.TREAT),
                        part2(COUPLE, Track.COUPLES),
                        nothing().couple(ANA).deny(BEN).during(Given.EXPIRED).couple(BEN)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenDenialIsOverThenSaysNothing() {
        assertThat(says(
                        asks(hospital(), Purpose.TREAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().during(Given.EXPIRED).deny(ANA)))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenDenialNamesNobodyThenPatientsKeepTheirOwn() {
        assertThat(says(
                        asks(patient(ANA), Purpose.PATRQT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().deny(ANA)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(patient(ANA), Purpose.PATRQT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().deny(BEN)))
                .isEqualTo(Says.NOTHING);
        assertThat(says(
                        asks(patient(ANA), Purpose.PATRQT),
                        part2(COUPLE, Track.COUPLES),
                        theCouple().deny(BEN, "Patient/ana")))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenDenialNamesNobodyThenOfficerKeepsThePapersAndSeesWhoseTheyAre() {
        for (Track track : List.of(Track.PRIVACY, Track.GENERAL)) {
            assertThat(says(
                            asks(officerSato(), Purpose.HOPERAT),
                            part2(ANA, track),
                            nothing().deny(ANA)))
                    .isEqualTo(Says.NOTHING);
        }
        assertThat(says(
                        asks(officerSato(), Purpose.HOPERAT),
                        part2(ANA, Track.INDIVIDUAL),
                        nothing().deny(ANA)))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenTracksAndLabelsAreNamedThenEitherSelects() {
        Given either = nothing()
                .consent(
                        ConsentFact.Effect.PERMIT,
                        ANA,
                        Set.of("Organization/hospital"),
                        Set.of(Purpose.TREAT),
                        Set.of(Track.BILLING),
                        Set.of(Label.PART2));
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.BILLING), either))
                .isEqualTo(Says.READ);
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), either))
                .isEqualTo(Says.READ);
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.COUPLES), either))
                .isEqualTo(Says.NOTHING);
    }

    @Test
    void judgeWhenProvisionSelectsByContentThenSpeaksOfWhatItCarvedAlone() {
        Given one =
                nothing().permit(ANA, "Organization/hospital", Purpose.TREAT).carved();
        assertThat(says(asks(hospital(), Purpose.TREAT), carved(ANA, Track.INDIVIDUAL, "Consent/0#0"), one))
                .isEqualTo(Says.READ);
        assertThat(says(asks(hospital(), Purpose.TREAT), carved(ANA, Track.INDIVIDUAL, "Consent/1#0"), one))
                .isEqualTo(Says.NOTHING);
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), one))
                .isEqualTo(Says.NOTHING);
        Given not = nothing()
                .permit(ANA, "Organization/hospital", Purpose.TREAT)
                .deny(ANA)
                .carved();
        assertThat(says(asks(hospital(), Purpose.TREAT), carved(ANA, Track.INDIVIDUAL, "Consent/1#0"), not))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), not))
                .isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenDenialHasAnExceptionThenForbidsTheRest() {
        Given but = nothing()
                .deny(ANA)
                .permit(ANA, "Organization/hospital", Purpose.TREAT, Track.INDIVIDUAL)
                .asException();
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), but))
                .isEqualTo(Says.READ);
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.BILLING), but))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(hospital(), Purpose.HPAYMT), part2(ANA, Track.INDIVIDUAL), but))
                .isEqualTo(Says.NEVER);
        assertThat(says(asks(therapistLee(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), but))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenExceptionIsOverThenForbidsAllOfIt() {
        Given over = nothing()
                .deny(ANA)
                .during(Given.EXPIRED)
                .permit(ANA, "Organization/hospital", Purpose.TREAT, Track.INDIVIDUAL)
                .asException();
        assertThat(says(asks(hospital(), Purpose.TREAT), part2(ANA, Track.INDIVIDUAL), over))
                .isEqualTo(Says.NEVER);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new ConsentPolicy(), request, segment, given);
    }
}
