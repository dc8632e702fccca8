package health.confidant.agreement;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.COUPLE;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.hospital;
import static health.confidant.cast.Cast.ledger;
import static health.confidant.cast.Chart.directory;
import static health.confidant.cast.Chart.note;
import static health.confidant.cast.Chart.part2;
import static health.confidant.cast.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessRequest;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.cast.Given;
import health.confidant.cast.Says;
import org.junit.jupiter.api.Test;

/** 42 CFR 2.12(c)(4); 45 CFR 164.504(e). */
class AgreementPolicyTest {
    private static final AccessRequest LEDGER = asks(ledger(), Purpose.HPAYMT);
    private static final String CALLER = LEDGER.actor().reference();
    private static final Given AGREEMENT = nothing().agreement(CALLER, Purpose.HPAYMT, Track.BILLING, Track.COUPLES);

    @Test
    void judgeWhenAgreementNamesTrackAndPurposeThenPermitsToRead() {
        assertThat(says(LEDGER, part2(ANA, Track.BILLING), AGREEMENT)).isEqualTo(Says.READ);
    }

    @Test
    void judgeWhenAgreementNamesAnotherTrackOrPurposeThenForbids() {
        assertThat(says(LEDGER, part2(ANA, Track.INDIVIDUAL), AGREEMENT)).isEqualTo(Says.NEVER);
        assertThat(says(asks(ledger(), Purpose.HOPERAT), part2(ANA, Track.BILLING), AGREEMENT))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenAgreementIsOverOrSomebodyElsesOrNoneThenForbids() {
        assertThat(says(
                        LEDGER,
                        part2(ANA, Track.BILLING),
                        nothing().during(Given.EXPIRED).agreement(CALLER, Purpose.HPAYMT, Track.BILLING)))
                .isEqualTo(Says.NEVER);
        assertThat(says(
                        LEDGER,
                        part2(ANA, Track.BILLING),
                        nothing().agreement("Organization/other", Purpose.HPAYMT, Track.BILLING)))
                .isEqualTo(Says.NEVER);
        assertThat(says(LEDGER, part2(ANA, Track.BILLING), nothing())).isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenCouplesRecordOrCounselingNoteThenForbidsWhateverTheAgreementSays() {
        assertThat(says(LEDGER, part2(COUPLE, Track.COUPLES), AGREEMENT)).isEqualTo(Says.NEVER);
        assertThat(says(LEDGER, note(ANA, Track.COUPLES, "Practitioner/lee"), AGREEMENT))
                .isEqualTo(Says.NEVER);
    }

    @Test
    void judgeWhenAnotherRoleOrTheDirectoryThenSaysNothing() {
        assertThat(says(asks(hospital(), Purpose.HPAYMT), part2(ANA, Track.BILLING), AGREEMENT))
                .isEqualTo(Says.NOTHING);
        assertThat(says(LEDGER, directory(""), AGREEMENT)).isEqualTo(Says.NOTHING);
    }

    private static Says says(AccessRequest request, Segment segment, Given given) {
        return Says.of(new AgreementPolicy(), request, segment, given);
    }
}
