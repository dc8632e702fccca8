package health.confidant.agreement;

import health.confidant.access.Actor;
import health.confidant.access.Role;
import health.confidant.access.StandingFact;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;

/**
 * Why a service organisation is refused whatever it asks for: it has no agreement in force. That is a fact about the
 * caller alone, so saying it tells nothing of any patient.
 *
 * <p>42 CFR 2.11, 2.12(c)(4); 45 CFR 164.504(e).
 */
public final class AgreementTerm {
    private AgreementTerm() {}

    /**
     * Empty for everybody who needs none, and for whom one is in force.
     *
     * @param agreements of the caller, ended and future ones too
     */
    public static Optional<String> refusal(Actor caller, Collection<StandingFact> agreements, Instant at) {
        if (!caller.is(Role.ASSOCIATE)
                || agreements.stream().anyMatch(agreement -> agreement.period().contains(at))) {
            return Optional.empty();
        }
        String why = agreements.stream()
                .map(agreement -> agreement.period().end())
                .filter(end -> !end.isAfter(at))
                .max(Instant::compareTo)
                .map(end -> "your organisation's agreement with the program ended on "
                        + end.minusNanos(1).atZone(ZoneOffset.UTC).toLocalDate())
                .orElse("your organisation has no agreement with the program that is in force");
        return Optional.of(why + ", and nothing is released without one (45 CFR 164.504(e)). The program's privacy"
                + " officer renews it.");
    }
}
