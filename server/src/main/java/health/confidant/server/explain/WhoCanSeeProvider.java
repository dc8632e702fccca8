package health.confidant.server.explain;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.AccessDecision;
import health.confidant.access.CitedRule;
import health.confidant.access.Interaction;
import health.confidant.access.Owner;
import health.confidant.access.Rule;
import health.confidant.access.Segment;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.explain.AccessLists;
import health.confidant.fhir.explain.AccessLists.Line;
import health.confidant.server.decision.Decisions;
import health.confidant.server.decision.Entitlements;
import health.confidant.server.segment.Owners;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@code Patient/[id]/$who-can-see}: who may read the record at this moment, by track, and why. A patient is told of what
 * the patient sees; the privacy officer of all.
 */
public final class WhoCanSeeProvider {
    private record Group(String track, boolean couple) {}

    private final Callers callers;
    private final Owners owners;
    private final Decisions decisions;
    private final Entitlements entitlements;
    private final Answers answers;

    public WhoCanSeeProvider(JdbcTemplate sql, Owners owners, Decisions decisions, Answers answers) {
        this.callers = new Callers(sql);
        this.owners = owners;
        this.decisions = decisions;
        this.entitlements = new Entitlements(decisions);
        this.answers = answers;
    }

    @Operation(name = "$who-can-see", typeName = "Patient", idempotent = true)
    public Parameters whoCanSee(@IdParam IdType id, RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        Owner patient = owners.find("Patient/" + id.getIdPart()).orElseThrow(Refusals::notFound);
        Entitlements.As as = entitlements.of(context, patient).orElseThrow(Refusals::notFound);
        AccessDecision own = decisions.decide(context);
        List<Line> lines = new ArrayList<>();
        for (Callers.Person person : callers.about(patient)) {
            AccessDecision theirs = decisions.about(person.actor(), person.purpose(), patient);
            groups(theirs, as, own)
                    .forEach((group, rules) -> lines.add(line(person, as, context, group, List.copyOf(rules))));
        }
        lines.sort(Comparator.comparing(Line::display)
                .thenComparing(Line::reference)
                .thenComparing(Line::track));
        return answers.about(patient, AccessLists.of(lines.stream().distinct().toList()), "who-can-see");
    }

    private static Map<Group, Set<CitedRule>> groups(AccessDecision theirs, Entitlements.As as, AccessDecision own) {
        Map<Group, Set<CitedRule>> groups = new LinkedHashMap<>();
        theirs.because().forEach((segment, rules) -> {
            if (theirs.readable().contains(segment.id()) && shown(segment, as, own)) {
                Set<CitedRule> permits = groups.computeIfAbsent(
                        new Group(segment.track().code(), segment.owner().kind() == Owner.Kind.COUPLE),
                        group -> new LinkedHashSet<>());
                rules.stream()
                        .filter(cited -> cited.rule() instanceof Rule.Permit permit
                                && permit.interactions().contains(Interaction.READ))
                        .forEach(permits::add);
            }
        });
        return groups;
    }

    /** What the patient does not see, such as a counseling note, is not told of by who sees it. */
    private static boolean shown(Segment segment, Entitlements.As as, AccessDecision own) {
        return segment.owner().kind() != Owner.Kind.DIRECTORY
                && (as == Entitlements.As.PRIVACY_OFFICER || own.readable().contains(segment.id()));
    }

    private static Line line(
            Callers.Person person, Entitlements.As as, AccessContext context, Group group, List<CitedRule> rules) {
        boolean partner = as == Entitlements.As.PATIENT
                && person.reference().startsWith("Patient/")
                && !person.reference().equals(context.actor().reference());
        return new Line(
                partner ? "" : person.reference(),
                partner ? "The other partner" : person.display(),
                group.track(),
                group.couple(),
                person.purpose(),
                rules);
    }
}
