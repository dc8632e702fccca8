package health.confidant.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.AccessDecision;
import health.confidant.access.AccessRequest;
import health.confidant.access.Actor;
import health.confidant.access.Owner;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.access.SegmentSet;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord;
import health.confidant.label.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class LookupsTest {
    private static final String SEEN = "0a6b0000-0000-4000-8000-00000000000a";
    private static final String HIDDEN = "0a6b0000-0000-4000-8000-00000000000b";
    private static final String NOBODY = "0a6b0000-0000-4000-8000-00000000000c";

    private final List<String> asked = new ArrayList<>();
    private final Lookups lookups = new Lookups(new Sink());

    /** Knows one hidden patient, by id and by identifier, and writes down what it is asked. */
    private final class Sink implements AuditSink {
        @Override
        public List<String> sought(Set<String> ids, List<Mark> marks) {
            asked.add(ids + " " + marks.stream().map(Mark::url).toList());
            return ids.contains(HIDDEN)
                            || marks.stream().anyMatch(mark -> mark.url().contains("hidden"))
                    ? List.of("Patient/" + HIDDEN)
                    : List.of();
        }

        @Override
        public void append(List<AuditRecord> records) {
            throw new AssertionError();
        }

        @Override
        public void appendToAnswer(List<AuditRecord> records) {
            throw new AssertionError();
        }

        @Override
        public void appendInTransaction(List<AuditRecord> records) {
            throw new AssertionError();
        }

        @Override
        public List<String> patients(int segment) {
            throw new AssertionError();
        }

        @Override
        public List<String> consents(String patient) {
            throw new AssertionError();
        }

        @Override
        public Optional<Segment> segment(int id) {
            throw new AssertionError();
        }

        @Override
        public Optional<Integer> segmentOf(String type, String id) {
            throw new AssertionError();
        }
    }

    /** Of one patient two segments, the one of which is readable; of the other none is. */
    private static AccessContext context() {
        Actor actor = new Actor("Patient/x", Set.of(), "app", Set.of(), Optional.empty(), Optional.empty());
        AccessContext context = new AccessContext(actor, Purpose.PATRQT, "test", false);
        context.decide(
                new AccessDecision(
                        new AccessRequest(actor, Purpose.PATRQT, Instant.EPOCH),
                        SegmentSet.of(List.of(11)),
                        SegmentSet.NONE,
                        Map.of(segment(11, SEEN), List.of(), segment(12, HIDDEN), List.of()),
                        Instant.MAX),
                "decided");
        return context;
    }

    private static Segment segment(int id, String patient) {
        Owner owner = new Owner(id + 100, Owner.Kind.PATIENT, "Patient/" + patient);
        return new Segment(id, owner, Track.GENERAL, Set.of(Label.RESTRICTED), "", "", Set.of());
    }

    private List<Lookups.Lookup> of(String url, Set<String> patients, Resource... shown) {
        Question question = Question.of(url);
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRestOperationType(RestOperationTypeEnum.SEARCH_TYPE);
        request.setResourceName(question.type());
        request.setParameters(question.parameters());
        Bundle answer = new Bundle();
        List.of(shown).forEach(resource -> answer.addEntry().setResource(resource));
        return lookups.of(request, answer, context(), patients);
    }

    private static Resource condition(String id) {
        Condition condition = new Condition();
        condition.setId("Condition/" + id);
        return condition;
    }

    @Test
    void whoIsHiddenIsFoundAndDenied() {
        assertThat(of("Condition?patient=" + HIDDEN, Set.of()))
                .containsExactly(new Lookups.Lookup("Patient/" + HIDDEN, "Condition?patient=" + HIDDEN, false));
        assertThat(of("Patient?identifier=hidden", Set.of()))
                .extracting(Lookups.Lookup::patient)
                .containsExactly("Patient/" + HIDDEN);
    }

    /** Time must not tell them apart. */
    @Test
    void nobodyIsLookedForLikeSomebodyHidden() {
        assertThat(of("Condition?patient=" + NOBODY, Set.of())).isEmpty();
        of("Condition?patient=" + HIDDEN, Set.of());
        assertThat(asked).containsExactly("[" + NOBODY + "] []", "[" + HIDDEN + "] []");
    }

    @Test
    void whoeverTheCallerSeesIsAskedOfNobody() {
        assertThat(of("Condition?patient=" + SEEN + "&code=x", Set.of()))
                .extracting(Lookups.Lookup::patient, Lookups.Lookup::visible)
                .containsExactly(tuple("Patient/" + SEEN, true));
        assertThat(asked).isEmpty();
    }

    @Test
    void anAnsweredQuestionCostsNothing() {
        Set<String> seen = Set.of("Patient/" + SEEN);
        assertThat(of("Condition?patient=" + SEEN, seen, condition("1"))).isEmpty();
        assertThat(of("Condition?_id=" + NOBODY, seen, condition(NOBODY))).isEmpty();
        assertThat(of("Observation?encounter=Encounter/" + NOBODY, seen, condition("1")))
                .isEmpty();
        assertThat(of("Patient?identifier=hidden", seen, condition("1"))).isEmpty();
        assertThat(of("Condition?code=x", Set.of())).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void ofSeveralWhoAreNamedTheOthersAreFoundToo() {
        assertThat(of("Condition?patient=" + SEEN + "," + HIDDEN, Set.of("Patient/" + SEEN), condition("1")))
                .extracting(Lookups.Lookup::patient)
                .containsExactly("Patient/" + HIDDEN);
        assertThat(of("Condition?asserter=Patient/" + HIDDEN, Set.of("Patient/" + SEEN), condition("1")))
                .extracting(Lookups.Lookup::patient)
                .containsExactly("Patient/" + HIDDEN);
    }

    @Test
    void theSearchesOfABatchAreLookupsEach() {
        Bundle batch = new Bundle();
        for (String url : List.of("Patient?identifier=hidden", "Condition?code=x", "Condition/" + HIDDEN)) {
            batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl(url);
        }
        Bundle answers = new Bundle();
        batch.getEntry().forEach(entry -> answers.addEntry().setResource(new Bundle()));
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRestOperationType(RestOperationTypeEnum.TRANSACTION);
        request.setResource(batch);
        assertThat(lookups.of(request, answers, context(), Set.of()))
                .extracting(Lookups.Lookup::patient, Lookups.Lookup::query)
                .containsExactly(tuple("Patient/" + HIDDEN, "Patient?identifier=hidden"));
    }
}
