package health.confidant.access;

import static health.confidant.cast.Cast.ANA;
import static health.confidant.cast.Cast.CY;
import static health.confidant.cast.Cast.NOW;
import static health.confidant.cast.Cast.asks;
import static health.confidant.cast.Cast.patient;
import static health.confidant.cast.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.cast.Chart;
import health.confidant.cast.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PolicyDecisionPointTest {
    private static final AccessRequest REQUEST = asks(patient(ANA), Purpose.PATRQT);
    private static final Segment SEGMENT = Chart.part2(ANA, Track.GENERAL);
    private static final Rule READ = new Rule.Permit(Rule.READ, "May read.");
    private static final Rule WRITE = new Rule.Permit(Set.of(Interaction.WRITE), "May write.");
    private static final Rule NO = new Rule.Forbid(Rule.BOTH, "Must not.");
    private static final Rule NO_WRITE = new Rule.Forbid(Set.of(Interaction.WRITE), "Must not write.");

    @Test
    void decideWhenNoPolicySpeaksThenDenies() {
        AccessDecision decision = decide(says());

        assertThat(decision.readable()).isEqualTo(SegmentSet.NONE);
        assertThat(decision.because()).containsEntry(SEGMENT, List.of());
    }

    @Test
    void decideWhenPermittedThenCitesTheRule() {
        AccessDecision decision = decide(says(READ));

        assertThat(decision.readable().contains(SEGMENT.id())).isTrue();
        assertThat(decision.writable()).isEqualTo(SegmentSet.NONE);
        assertThat(decision.because()).containsEntry(SEGMENT, List.of(new CitedRule(PolicyId.SCOPE, READ)));
    }

    @Test
    void decideWhenOnlyWritingIsPermittedThenNothingIsWritable() {
        assertThat(decide(says(WRITE)).writable()).isEqualTo(SegmentSet.NONE);
        assertThat(decide(says(WRITE, READ)).writable().contains(SEGMENT.id())).isTrue();
    }

    @Test
    void decideWhenAPolicyThrowsThenDeniesAndSaysSoWithoutTheMessage() {
        AccessDecision decision = decide(says(READ), (request, segment, facts) -> {
            throw new IllegalStateException("Ana");
        });

        assertThat(decision.readable()).isEqualTo(SegmentSet.NONE);
        assertThat(decision.because().get(SEGMENT))
                .extracting(cited -> cited.rule().because())
                .containsExactly("May read.", "The policy failed, so it forbids (IllegalStateException).");
    }

    @Test
    void decideWhenAPolicyReturnsNothingAtAllThenDenies() {
        assertThat(decide(says(READ), (request, segment, facts) -> null).readable())
                .isEqualTo(SegmentSet.NONE);
        assertThat(decide(says(READ), (request, segment, facts) -> Collections.singletonList(null))
                        .readable())
                .isEqualTo(SegmentSet.NONE);
    }

    @Test
    void decideWhenOnePolicyFailsForOneSegmentThenTheOthersStay() {
        Segment other = Chart.part2(ANA, Track.PRIVACY);
        PolicyDecisionPoint pdp = new PolicyDecisionPoint(policies(says(READ), (request, segment, facts) -> {
            if (segment.equals(SEGMENT)) {
                throw new IllegalStateException();
            }
            return List.of();
        }));

        assertThat(pdp.decide(REQUEST, List.of(SEGMENT, other), Facts.NONE).readable())
                .isEqualTo(SegmentSet.of(List.of(other.id())));
    }

    @Test
    void constructWhenTwoPoliciesShareAnIdThenThrows() {
        Policy policy = policies(says()).get(0);

        assertThatThrownBy(() -> new PolicyDecisionPoint(List.of(policy, policy)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two policies with the id SCOPE");
    }

    @Test
    void decideWhenTwoSegmentsShareAnIdThenThrows() {
        Segment twin = new Segment(SEGMENT.id(), ANA, Track.INDIVIDUAL, Set.of(), "", "", Set.of());
        PolicyDecisionPoint pdp = new PolicyDecisionPoint(policies(says(READ)));

        assertThatThrownBy(() -> pdp.decide(REQUEST, List.of(SEGMENT, twin), Facts.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(pdp.decide(REQUEST, List.of(SEGMENT, SEGMENT), Facts.NONE)
                        .readable()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void decideWhenFactsBeginOrEndThenIsValidUntilTheFirstOfThem() {
        Facts facts = nothing()
                .careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)
                .during(Given.EXPIRED)
                .couple(ANA)
                .during(Given.TOMORROW)
                .deny(ANA)
                .facts();

        assertThat(decide(facts).validUntil()).isEqualTo(Given.TOMORROW.start());
        assertThat(decide(Facts.NONE).validUntil()).isEqualTo(Instant.MAX);
    }

    @Test
    void decideWhenFactsHoldThenPoliciesGetThoseOfTheOwnerAlone() {
        List<Facts> got = new ArrayList<>();
        Facts facts = nothing()
                .careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)
                .careTeam("Practitioner/kim", CY, Track.INDIVIDUAL)
                .during(new Period(NOW.plusSeconds(1), Instant.MAX))
                .careTeam("Practitioner/lee", ANA, Track.INDIVIDUAL)
                .facts();
        new PolicyDecisionPoint(policies((request, segment, about) -> {
                    got.add(about);
                    return List.of();
                }))
                .decide(REQUEST, List.of(SEGMENT), facts);

        assertThat(got)
                .containsExactly(nothing()
                        .careTeam("Practitioner/kim", ANA, Track.INDIVIDUAL)
                        .facts());
    }

    @Provide
    Arbitrary<List<List<Rule>>> rules() {
        return Arbitraries.of(READ, WRITE, NO, NO_WRITE)
                .list()
                .ofMaxSize(3)
                .list()
                .ofMaxSize(5);
    }

    @Property
    void decideWhenAnyRuleForbidsThenForbidsWhateverElseIsSaid(@ForAll("rules") List<List<Rule>> spoken) {
        List<Rule> all = spoken.stream().flatMap(List::stream).toList();
        AccessDecision decision =
                decide(spoken.stream().map(PolicyDecisionPointTest::says).toArray(Says[]::new));

        assertThat(decision.readable().contains(SEGMENT.id())).isEqualTo(all.contains(READ) && !all.contains(NO));
        assertThat(decision.writable().contains(SEGMENT.id()))
                .isEqualTo(all.contains(READ) && all.contains(WRITE) && !all.contains(NO) && !all.contains(NO_WRITE));
    }

    private interface Says {
        List<Rule> judge(AccessRequest request, Segment segment, Facts facts);
    }

    private static Says says(Rule... rules) {
        return says(Arrays.asList(rules));
    }

    private static Says says(List<Rule> rules) {
        return (request, segment, facts) -> rules;
    }

    private static AccessDecision decide(Facts facts) {
        return new PolicyDecisionPoint(policies(says())).decide(REQUEST, List.of(SEGMENT), facts);
    }

    private static AccessDecision decide(Says... policies) {
        return new PolicyDecisionPoint(policies(policies)).decide(REQUEST, List.of(SEGMENT), Facts.NONE);
    }

    private static List<Policy> policies(Says... says) {
        return IntStream.range(0, says.length)
                .mapToObj(index -> policy(PolicyId.values()[index], says[index]))
                .toList();
    }

    private static Policy policy(PolicyId id, Says says) {
        return new Policy() {
            @Override
            public PolicyId id() {
                return id;
            }

            @Override
            public List<Rule> judge(AccessRequest request, Segment segment, Facts facts) {
                return says.judge(request, segment, facts);
            }
        };
    }
}
