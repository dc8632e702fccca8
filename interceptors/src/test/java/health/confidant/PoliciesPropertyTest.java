package health.confidant;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.AccessDecision;
import health.confidant.access.AccessRequest;
import health.confidant.access.CareTeamFact;
import health.confidant.access.ConsentFact;
import health.confidant.access.CoupleFact;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.access.Policy;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.StandingFact;
import health.confidant.access.Track;
import health.confidant.cast.Cast;
import health.confidant.cast.Worlds;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of all policies together, whoever asks and whatever is true. */
class PoliciesPropertyTest {
    private static final PolicyDecisionPoint PDP = new PolicyDecisionPoint(Policies.all());
    private static final List<Segment> SEGMENTS = Worlds.segments();
    private static final Predicate<ConsentFact> DENIAL = fact -> fact.effect() == ConsentFact.Effect.DENY;

    @Provide
    Arbitrary<AccessRequest> requests() {
        return Worlds.requests();
    }

    @Provide
    Arbitrary<Facts> facts() {
        return Worlds.facts();
    }

    @Property
    void decideWhenPoliciesFactsAndCandidatesAreShuffledThenDecidesTheSame(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts, @ForAll Random random) {
        List<Policy> policies = shuffled(Policies.all(), random);
        Facts others = new Facts(
                shuffled(facts.careTeams(), random),
                shuffled(facts.couples(), random),
                shuffled(facts.consents(), random),
                shuffled(facts.emergencies(), random),
                shuffled(facts.standings(), random));

        AccessDecision decision = new PolicyDecisionPoint(policies).decide(request, shuffled(SEGMENTS, random), others);

        assertSame(decision, decide(request, facts));
    }

    @Property
    void decideWhenAFactIsMissingThenNeverWidens(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts, @ForAll Random random) {
        List<ConsentFact> permits = without(facts.consents(), DENIAL);
        // A membership that is not on file takes the partner's denials along; the other facts keep them.
        Facts all = with(facts, facts.careTeams(), facts.couples(), random.nextBoolean() ? facts.consents() : permits);
        boolean denials = all.consents().stream().anyMatch(DENIAL);
        Facts fewer = new Facts(
                some(all.careTeams(), random),
                denials ? all.couples() : some(all.couples(), random),
                all.consents().stream()
                        .filter(DENIAL.or(fact -> random.nextBoolean()))
                        .toList(),
                some(all.emergencies(), random),
                some(all.standings(), random));

        assertNoWider(decide(request, fewer), decide(request, all));
    }

    @Property
    void decideWhenADenialIsAddedThenNeverWidens(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts) {
        Facts permits = with(facts, facts.careTeams(), facts.couples(), without(facts.consents(), DENIAL));

        assertNoWider(decide(request, facts), decide(request, permits));
    }

    @Property
    void decideWhenFactsAreOverOrToComeThenTheyAreAbsent(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts) {
        Facts current = new Facts(
                facts.careTeams().stream().filter(fact -> holds(fact.period())).toList(),
                facts.couples(),
                facts.consents().stream().filter(fact -> holds(fact.period())).toList(),
                facts.emergencies().stream()
                        .filter(fact -> holds(fact.period()))
                        .toList(),
                facts.standings().stream().filter(fact -> holds(fact.period())).toList());

        assertSame(decide(request, facts), decide(request, current));
    }

    @Property
    void decideWhenAMembershipIsOverThenIsNoWiderThanWithoutIt(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts) {
        Facts current = with(
                facts,
                facts.careTeams(),
                facts.couples().stream().filter(fact -> holds(fact.period())).toList(),
                facts.consents());

        assertNoWider(decide(request, facts), decide(request, current));
    }

    @Property
    void decideWhenValidUntilIsAheadThenStaysTheSame(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts) {
        AccessDecision decision = decide(request, facts);
        assertThat(decision.validUntil()).isAfter(request.at());
        AccessRequest later = new AccessRequest(
                request.actor(), request.purpose(), decision.validUntil().minusNanos(1));

        assertSame(decide(later, facts), decision);
    }

    @Property
    void decideWhenSomethingIsWritableThenItIsReadable(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts) {
        AccessDecision decision = decide(request, facts);

        assertThat(SEGMENTS)
                .filteredOn(segment -> decision.writable().contains(segment.id()))
                .allMatch(segment -> decision.readable().contains(segment.id()));
    }

    @Property
    void decideWhenCounselingNoteThenOnlyTheOriginatorOrANotesConsentReads(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts) {
        AccessDecision decision = decide(request, facts);
        boolean consent = facts.consents().stream()
                .anyMatch(fact -> fact.labels().equals(Set.of(Label.SUD_COUNSELING_NOTE))
                        && fact.recipients().contains(request.actor().reference())
                        && fact.purposes().contains(request.purpose()));

        assertThat(SEGMENTS)
                .filteredOn(segment -> segment.labels().contains(Label.SUD_COUNSELING_NOTE))
                .filteredOn(segment -> decision.readable().contains(segment.id()))
                .allMatch(segment ->
                        consent || segment.author().equals(request.actor().reference()))
                .filteredOn(segment -> decision.writable().contains(segment.id()))
                .allMatch(segment -> segment.author().equals(request.actor().reference()));
    }

    @Property
    void decideWhenOutsideThenReadsPart2OnlyForAPurposeThatAConsentNames(
            @ForAll("facts") Facts facts, @ForAll Purpose purpose) {
        AccessRequest request = Cast.asks(Cast.hospital(), purpose);
        AccessDecision decision = decide(request, facts);

        assertThat(SEGMENTS)
                .filteredOn(segment -> segment.labels().contains(Label.PART2))
                .filteredOn(segment -> decision.readable().contains(segment.id()))
                .allMatch(segment -> grantors(segment.owner()).stream().allMatch(grantor -> facts.consents().stream()
                        .anyMatch(fact -> !DENIAL.test(fact)
                                && fact.patient().equals(grantor)
                                && fact.purposes().contains(purpose)
                                && holds(fact.period()))));
    }

    @Property
    void decideWhenPartnerAsksThenNeverReadsTheOthersRecordWithoutTheOthersConsent(
            @ForAll("facts") Facts facts, @ForAll Purpose purpose) {
        AccessRequest request = Cast.asks(Cast.patient(Cast.BEN), purpose);
        AccessDecision decision = decide(request, facts);
        boolean consent = facts.consents().stream()
                .anyMatch(fact -> fact.patient().equals(Cast.ANA)
                        && fact.recipients().contains(request.actor().reference()));

        assertThat(SEGMENTS)
                .filteredOn(segment -> segment.owner().equals(Cast.ANA))
                .filteredOn(segment -> decision.readable().contains(segment.id()))
                .allMatch(segment -> consent);
    }

    @Property
    void decideWhenClinicianOrBillerThenBillingAndTheRestStayApart(
            @ForAll("requests") AccessRequest request, @ForAll("facts") Facts facts) {
        AccessDecision decision = decide(request, facts);
        boolean clinician = request.actor().roles().stream().anyMatch(Role.CLINICIANS::contains);
        boolean biller = request.actor().roles().contains(Role.BILLER);

        assertThat(SEGMENTS)
                .filteredOn(segment -> segment.owner().kind() != Owner.Kind.DIRECTORY)
                .filteredOn(segment -> decision.readable().contains(segment.id()))
                .noneMatch(segment -> clinician && segment.track() == Track.BILLING)
                .noneMatch(segment -> biller
                        && segment.track() != Track.BILLING
                        && !segment.carve().contains(ProvisionId.IDENTITY));
    }

    @Property
    void decideWhenEmergencyThenReadsOfItsPatientAloneAndNothingOfTheCoupleAndNoNote(
            @ForAll("facts") Facts facts, @ForAll("requests") AccessRequest any) {
        AccessRequest request = new AccessRequest(any.actor(), Purpose.BTG, any.at());
        AccessDecision decision = decide(request, facts);

        assertThat(SEGMENTS)
                .filteredOn(segment -> segment.owner().kind() != Owner.Kind.DIRECTORY)
                .filteredOn(segment -> decision.readable().contains(segment.id()))
                .allMatch(segment -> segment.owner().kind() == Owner.Kind.PATIENT
                        && !segment.labels().contains(Label.SUD_COUNSELING_NOTE)
                        && (segment.track() == Track.INDIVIDUAL || segment.track() == Track.GENERAL)
                        && facts.emergencies().stream()
                                .anyMatch(fact -> fact.patient().equals(segment.owner())
                                        && fact.actor().equals(request.actor().reference())
                                        && holds(fact.period())))
                .noneMatch(segment -> decision.writable().contains(segment.id()));
    }

    @Property
    void decideWhenServiceOrganisationAsksThenReadsWhatItsAgreementNamesAndWritesNothing(
            @ForAll("facts") Facts facts, @ForAll Purpose purpose) {
        AccessRequest request = Cast.asks(Cast.ledger(), purpose);
        AccessDecision decision = decide(request, facts);

        assertThat(SEGMENTS)
                .filteredOn(segment -> segment.owner().kind() != Owner.Kind.DIRECTORY)
                .filteredOn(segment -> decision.readable().contains(segment.id()))
                .allMatch(segment -> facts.standings().stream()
                        .anyMatch(fact -> fact.kind() == StandingFact.Kind.AGREEMENT
                                && fact.holder().equals(request.actor().reference())
                                && fact.tracks().contains(segment.track())
                                && fact.purposes().contains(purpose)
                                && holds(fact.period())))
                .noneMatch(segment -> decision.writable().contains(segment.id()));
    }

    private static Facts with(
            Facts facts, List<CareTeamFact> teams, List<CoupleFact> couples, List<ConsentFact> consents) {
        return new Facts(teams, couples, consents, facts.emergencies(), facts.standings());
    }

    private static AccessDecision decide(AccessRequest request, Facts facts) {
        return PDP.decide(request, SEGMENTS, facts);
    }

    private static List<Owner> grantors(Owner owner) {
        return owner.kind() == Owner.Kind.COUPLE ? List.of(Cast.ANA, Cast.BEN) : List.of(owner);
    }

    private static boolean holds(Period period) {
        return period.contains(Cast.NOW);
    }

    private static void assertSame(AccessDecision actual, AccessDecision expected) {
        assertThat(actual.readable()).isEqualTo(expected.readable());
        assertThat(actual.writable()).isEqualTo(expected.writable());
    }

    private static void assertNoWider(AccessDecision narrow, AccessDecision wide) {
        assertThat(SEGMENTS)
                .filteredOn(segment -> narrow.readable().contains(segment.id()))
                .allMatch(segment -> wide.readable().contains(segment.id()))
                .filteredOn(segment -> narrow.writable().contains(segment.id()))
                .allMatch(segment -> wide.writable().contains(segment.id()));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static <T> List<T> some(List<T> list, Random random) {
        return list.stream().filter(each -> random.nextBoolean()).toList();
    }

    private static <T> List<T> without(List<T> list, Predicate<T> such) {
        return list.stream().filter(such.negate()).toList();
    }
}
