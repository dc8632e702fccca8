package health.confidant.access;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a decision needs to know about the candidate segments' owners, read in one snapshot. Couples' facts come with
 * the consents of both partners.
 *
 * <p>Policies get the facts that hold at the request's instant and bear on the segment's owner, so that none can forget
 * an expiry; {@link PolicyDecisionPoint} sees to it.
 */
public record Facts(
        List<CareTeamFact> careTeams,
        List<CoupleFact> couples,
        List<ConsentFact> consents,
        List<EmergencyFact> emergencies,
        List<StandingFact> standings) {
    public static final Facts NONE = new Facts(List.of(), List.of(), List.of());

    public Facts {
        careTeams = List.copyOf(careTeams);
        couples = List.copyOf(couples);
        consents = List.copyOf(consents);
        emergencies = List.copyOf(emergencies);
        standings = List.copyOf(standings);
    }

    /** Nobody has declared an emergency or signed anything. */
    public Facts(List<CareTeamFact> careTeams, List<CoupleFact> couples, List<ConsentFact> consents) {
        this(careTeams, couples, consents, List.of(), List.of());
    }

    /** What holds at that instant: an expired fact is an absent fact (42 CFR 2.31(c)(1)). */
    Facts at(Instant at) {
        return new Facts(
                careTeams.stream().filter(fact -> fact.period().contains(at)).toList(),
                couples.stream().filter(fact -> fact.period().contains(at)).toList(),
                consents.stream().filter(fact -> fact.period().contains(at)).toList(),
                emergencies.stream().filter(fact -> fact.period().contains(at)).toList(),
                standings.stream().filter(fact -> fact.period().contains(at)).toList());
    }

    /** The next instant at which any fact begins or ends to hold, or {@link Instant#MAX}. */
    Instant nextChange(Instant at) {
        return Stream.of(
                        careTeams.stream().map(CareTeamFact::period),
                        couples.stream().map(CoupleFact::period),
                        consents.stream().flatMap(ConsentFact::periods),
                        emergencies.stream().map(EmergencyFact::period),
                        standings.stream().map(StandingFact::period))
                .flatMap(periods -> periods)
                .map(period -> period.nextChange(at))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** The members of a couple. */
    public List<Owner> partners(Owner couple) {
        return couples.stream()
                .filter(fact -> fact.couple().id() == couple.id())
                .map(CoupleFact::partner)
                .distinct()
                .toList();
    }

    /** Whether {@code Patient/[id]} is a member of that couple. */
    public boolean isPartner(String patient, Owner couple) {
        return couples.stream()
                .anyMatch(fact -> fact.couple().id() == couple.id()
                        && fact.partner().reference().equals(patient));
    }

    /**
     * Whether somebody is on the care team for that owner and track. A couple's team is also the team for what its
     * partners' own records hold of the couples track.
     */
    public boolean isOnCareTeam(String member, Owner owner, Track track) {
        return careTeams.stream()
                .anyMatch(fact -> fact.member().equals(member) && fact.track() == track && reaches(fact, owner));
    }

    /** Whether somebody is on any care team of that owner, or on the couples team of a couple that the owner is in. */
    public boolean isOnAnyCareTeam(String member, Owner owner) {
        return careTeams.stream().anyMatch(fact -> fact.member().equals(member) && reaches(fact, owner));
    }

    private boolean reaches(CareTeamFact fact, Owner owner) {
        return fact.owner().id() == owner.id()
                || fact.track() == Track.COUPLES
                        && couples.stream()
                                .anyMatch(couple -> couple.partner().id() == owner.id()
                                        && couple.couple().id() == fact.owner().id());
    }

    /**
     * Whether everyone whose confidence the segment keeps has given such a permit for this request: the patient, or
     * each of two partners. A couple with one member on file permits nothing, because its records still identify two
     * people (42 CFR 2.31).
     */
    public boolean consented(AccessRequest request, Segment segment, Predicate<ConsentFact> such) {
        List<Owner> grantors = grantors(segment.owner());
        return !grantors.isEmpty()
                && grantors.stream().allMatch(grantor -> consents.stream()
                        .anyMatch(fact -> fact.effect() == ConsentFact.Effect.PERMIT
                                && fact.patient().id() == grantor.id()
                                && such.test(fact)
                                && fact.selects(request, segment)));
    }

    /** Every permit, by anyone whose confidence the segment keeps, that selects this request. */
    public Stream<ConsentFact> permits(AccessRequest request, Segment segment) {
        List<Owner> grantors = grantors(segment.owner());
        return consents.stream()
                .filter(fact -> fact.effect() == ConsentFact.Effect.PERMIT)
                .filter(fact -> grantors.stream()
                        .anyMatch(grantor -> grantor.id() == fact.patient().id()))
                .filter(fact -> fact.selects(request, segment));
    }

    public boolean consented(AccessRequest request, Segment segment) {
        return consented(request, segment, fact -> true);
    }

    /**
     * The denials that select this request, by anyone whose confidence the segment keeps. Of what is a couple's those
     * are former partners too, so every consent that a policy gets with it counts.
     */
    public Stream<ConsentFact> denials(AccessRequest request, Segment segment) {
        boolean couple = segment.owner().kind() == Owner.Kind.COUPLE;
        return consents.stream()
                .filter(fact -> fact.effect() == ConsentFact.Effect.DENY)
                .filter(fact -> couple || fact.patient().id() == segment.owner().id())
                .filter(fact -> fact.selects(request, segment));
    }

    /** Whether somebody has declared an emergency of that very patient. */
    public boolean isEmergency(String actor, Owner patient) {
        return emergencies.stream()
                .anyMatch(fact -> fact.actor().equals(actor) && fact.patient().id() == patient.id());
    }

    /** What somebody has of a kind. */
    public Stream<StandingFact> standings(String holder, StandingFact.Kind kind) {
        return standings.stream().filter(fact -> fact.holder().equals(holder) && fact.kind() == kind);
    }

    private List<Owner> grantors(Owner owner) {
        return switch (owner.kind()) {
            case PATIENT -> List.of(owner);
            case COUPLE -> partners(owner).size() < 2 ? List.of() : partners(owner);
            case DIRECTORY -> List.of();
        };
    }
}
