package health.confidant.breakglass;

import health.confidant.access.Actor;
import health.confidant.access.Assurance;
import health.confidant.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Who may declare an emergency: a clinician, freshly signed in with two factors, whose last emergencies have been reviewed.
 *
 * <p>45 CFR 164.312(a)(2)(ii), (d); IHE PCF ("regularly review break-glass events").
 */
public final class BreakGlassRight {
    /** How long ago the caller may have proved who they are. */
    public static final Duration FRESH = Duration.ofMinutes(5);
    /** The least assurance. */
    public static final Assurance.Level LEAST = Assurance.Level.MULTI_FACTOR;
    /** So many unreviewed episodes lock the right until they are reviewed. */
    public static final int UNREVIEWED = 3;
    /** An episode that the review found unjustified locks the right for this long. */
    public static final Duration LOCK = Duration.ofDays(90);

    /** What became of one earlier episode of the same person. */
    public record Episode(Instant at, Review review) {}

    public enum Review {
        OPEN,
        JUSTIFIED,
        UNJUSTIFIED
    }

    public enum Denial {
        NOT_A_CLINICIAN,
        STEP_UP,
        LOCKED
    }

    private BreakGlassRight() {}

    /** Empty when the caller may; no assurance on the token is none. */
    public static Optional<Denial> denial(
            Actor actor, Optional<Assurance> assurance, Collection<Episode> earlier, Instant now) {
        if (!actor.isAny(Role.CLINICIANS)) {
            return Optional.of(Denial.NOT_A_CLINICIAN);
        }
        if (assurance.filter(proof -> proof.reaches(LEAST, now, FRESH)).isEmpty()) {
            return Optional.of(Denial.STEP_UP);
        }
        long open = earlier.stream()
                .filter(episode -> episode.review() == Review.OPEN)
                .count();
        boolean abused = earlier.stream()
                .anyMatch(episode ->
                        episode.review() == Review.UNJUSTIFIED && episode.at().isAfter(now.minus(LOCK)));
        return open >= UNREVIEWED || abused ? Optional.of(Denial.LOCKED) : Optional.empty();
    }
}
