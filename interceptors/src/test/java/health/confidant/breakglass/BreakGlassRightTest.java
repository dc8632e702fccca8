package health.confidant.breakglass;

import static health.confidant.cast.Cast.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Actor;
import health.confidant.access.Assurance;
import health.confidant.access.Assurance.Level;
import health.confidant.breakglass.BreakGlassRight.Denial;
import health.confidant.breakglass.BreakGlassRight.Episode;
import health.confidant.breakglass.BreakGlassRight.Review;
import health.confidant.cast.Cast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakGlassRightTest {
    private static final Optional<Assurance> FRESH = signedIn(Duration.ofMinutes(1));

    @Test
    void denialWhenClinicianIsFreshlySignedInThenNone() {
        assertThat(denial(Cast.counselorKim(), FRESH)).isEmpty();
    }

    @Test
    void denialWhenNoClinicianThenRole() {
        for (Actor actor : List.of(Cast.billerMo(), Cast.officerSato(), Cast.patient(Cast.ANA), Cast.hospital())) {
            assertThat(denial(actor, FRESH)).contains(Denial.NOT_A_CLINICIAN);
        }
    }

    @Test
    void denialWhenSignedInTooLongAgoOrInTheFutureOrTokenDoesNotSayThenStepUp() {
        assertThat(denial(Cast.counselorKim(), signedIn(BreakGlassRight.FRESH))).isEmpty();
        assertThat(denial(Cast.counselorKim(), signedIn(BreakGlassRight.FRESH.plusSeconds(1))))
                .contains(Denial.STEP_UP);
        assertThat(denial(Cast.counselorKim(), signedIn(Duration.ofMinutes(-1))))
                .contains(Denial.STEP_UP);
        assertThat(denial(Cast.counselorKim(), Optional.empty())).contains(Denial.STEP_UP);
        assertThat(denial(Cast.counselorKim(), Optional.of(new Assurance(Level.PASSWORD, NOW))))
                .contains(Denial.STEP_UP);
    }

    @Test
    void denialWhenEarlierEpisodesAwaitReviewThenLockedAtTheThird() {
        Episode open = new Episode(NOW.minus(Duration.ofDays(300)), Review.OPEN);
        Episode closed = new Episode(NOW.minus(Duration.ofDays(1)), Review.JUSTIFIED);

        assertThat(denial(Cast.counselorKim(), FRESH, open, open, closed, closed))
                .isEmpty();
        assertThat(denial(Cast.counselorKim(), FRESH, open, open, open)).contains(Denial.LOCKED);
    }

    @Test
    void denialWhenAnEpisodeWasFoundUnjustifiedThenLockedForItsTime() {
        Instant longAgo = NOW.minus(BreakGlassRight.LOCK);

        assertThat(denial(Cast.counselorKim(), FRESH, new Episode(longAgo.plusSeconds(1), Review.UNJUSTIFIED)))
                .contains(Denial.LOCKED);
        assertThat(denial(Cast.counselorKim(), FRESH, new Episode(longAgo, Review.UNJUSTIFIED)))
                .isEmpty();
    }

    private static Optional<Denial> denial(Actor actor, Optional<Assurance> assurance, Episode... earlier) {
        return BreakGlassRight.denial(actor, assurance, List.of(earlier), NOW);
    }

    private static Optional<Assurance> signedIn(Duration ago) {
        return Optional.of(new Assurance(Level.MULTI_FACTOR, NOW.minus(ago)));
    }
}
