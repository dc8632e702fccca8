package health.confidant.privacy;

import health.confidant.access.Actor;
import health.confidant.access.Role;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may have a record destroyed: two privacy officers, each freshly signed in, neither of whom can do it alone.
 *
 * <p>42 CFR 2.16(a)(1)(ii)(B); source document (permanent destruction).
 */
public final class ShredRight {
    /** How long a request waits for the second person. */
    public static final Duration OPEN = Duration.ofDays(7);

    public enum Denial {
        NOT_AN_OFFICER,
        STEP_UP,
        SAME_PERSON
    }

    private ShredRight() {}

    /**
     * Empty when the caller may ask, or may approve what another has asked for.
     *
     * @param fresh whether the caller proved who they are a short while ago; not to know it is not to be
     * @param requestedBy who asked first, if anybody did
     */
    public static Optional<Denial> denial(Actor actor, boolean fresh, Optional<String> requestedBy) {
        if (!actor.is(Role.PRIVACY_OFFICER)) {
            return Optional.of(Denial.NOT_AN_OFFICER);
        }
        if (!fresh) {
            return Optional.of(Denial.STEP_UP);
        }
        return requestedBy.filter(actor.reference()::equals).map(same -> Denial.SAME_PERSON);
    }
}
