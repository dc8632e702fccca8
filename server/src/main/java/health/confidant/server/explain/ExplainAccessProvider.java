package health.confidant.server.explain;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Owner;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.explain.AccessExplanations;
import health.confidant.server.decision.Decisions;
import health.confidant.server.decision.Entitlements;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@code [type]/[id]/$explain-access}: which rules open or close a record to somebody. Anybody may ask about themselves
 * and what they see; a patient about anybody and what the patient sees; the privacy officer about anybody and anything.
 * All else is told what is told of a missing resource.
 */
public final class ExplainAccessProvider {
    private record Asking(Purpose purpose, AccessDecision decision) {}

    private final Callers callers;
    private final Segments segments;
    private final StoredRows rows;
    private final Decisions decisions;
    private final Entitlements entitlements;
    private final Answers answers;

    public ExplainAccessProvider(
            JdbcTemplate sql, Segments segments, StoredRows rows, Decisions decisions, Answers answers) {
        this.callers = new Callers(sql);
        this.segments = segments;
        this.rows = rows;
        this.decisions = decisions;
        this.entitlements = new Entitlements(decisions);
        this.answers = answers;
    }

    @Operation(name = "$explain-access", global = true, idempotent = true)
    public Parameters explain(
            @IdParam IdType id, @OperationParam(name = "who", max = 1) StringType who, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        AccessDecision own = decisions.decide(context);
        Segment segment = rows.segmentForDenial(request.getResourceName(), id.getIdPart())
                .flatMap(segments::find)
                .orElseThrow(Refusals::notFound);
        Optional<Entitlements.As> as = entitlements.of(context, segment.owner());
        boolean officer =
                as.filter(each -> each == Entitlements.As.PRIVACY_OFFICER).isPresent();
        if (!officer && !own.readable().contains(segment.id())) {
            throw Refusals.notFound();
        }
        String about = who == null ? context.actor().reference() : who.getValue();
        if (about.equals(context.actor().reference())) {
            return answer(segment, about, context.purpose(), own, true);
        }
        if (as.isEmpty()) {
            throw Refusals.invalid(
                    "EXPLAIN-001",
                    "you may ask about yourself. The patient and the privacy officer may ask about others.");
        }
        // A patient never learns from it who the partner is or what the partner has decided.
        boolean all = officer || segment.owner().kind() == Owner.Kind.PATIENT;
        List<Asking> meant = callers.about(segment.owner()).stream()
                .filter(each -> each.reference().equals(about))
                .filter(each -> officer || !about.startsWith("Patient/"))
                .map(each -> new Asking(each.purpose(), decisions.about(each.actor(), each.purpose(), segment.owner())))
                .toList();
        if (meant.isEmpty()) {
            throw Refusals.invalid("EXPLAIN-002", "nobody who could ask has this reference.");
        }
        // An organisation may have several systems and purposes: what counts is whether any of them sees it.
        Asking asking = meant.stream()
                .filter(each -> each.decision().readable().contains(segment.id()))
                .findFirst()
                .orElse(meant.get(0));
        return answer(segment, about, asking.purpose(), asking.decision(), all);
    }

    private Parameters answer(Segment segment, String who, Purpose purpose, AccessDecision theirs, boolean all) {
        List<CitedRule> rules = theirs.because().getOrDefault(segment, List.of()).stream()
                .filter(cited -> all || cited.rule() instanceof Rule.Permit)
                .toList();
        boolean read = theirs.readable().contains(segment.id());
        String note =
                all || read ? "" : "Not everyone whose record it is lets them see it, or a rule keeps it from them.";
        return answers.about(
                segment.owner(),
                AccessExplanations.of(who, purpose, read, theirs.writable().contains(segment.id()), rules, note),
                "explain-access");
    }
}
