package health.confidant.enforcement;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Whom searches asked for and did not show: who looks for somebody is in that person's log, also where nothing was found
 * because all is hidden. Whether there was somebody makes no difference to how it is found out, so that the caller learns
 * nothing from the time.
 */
final class Lookups {
    /**
     * @param query that asked for them
     * @param visible whether the caller sees anything of theirs; what was asked for in vain was denied otherwise
     */
    record Lookup(String patient, String query, boolean visible) {}

    private final AuditSink sink;

    Lookups(AuditSink sink) {
        this.sink = sink;
    }

    /** @param patients whose records the answer shows: they are recorded with what was shown */
    List<Lookup> of(RequestDetails request, IBaseResource answer, AccessContext context, Set<String> patients) {
        if (request.getRestOperationType() == RestOperationTypeEnum.SEARCH_TYPE) {
            Question question = new Question(String.valueOf(request.getResourceName()), request.getParameters());
            return of(
                    question,
                    () -> question.type() + "?" + Question.text(question.parameters()),
                    answer,
                    context,
                    patients);
        }
        boolean entries = request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
                && request.getResource() instanceof Bundle
                && answer instanceof Bundle;
        return entries ? entries((Bundle) request.getResource(), (Bundle) answer, context, patients) : List.of();
    }

    private List<Lookup> entries(Bundle questions, Bundle answers, AccessContext context, Set<String> patients) {
        List<Lookup> lookups = new ArrayList<>();
        for (int i = 0;
                i < Math.min(questions.getEntry().size(), answers.getEntry().size());
                i++) {
            String url = String.valueOf(questions.getEntry().get(i).getRequest().getUrl());
            // What was refused is recorded as a refusal.
            if (answers.getEntry().get(i).getResource() instanceof Bundle answer && url.contains("?")) {
                String query = url.startsWith("/") ? url.substring(1) : url;
                lookups.addAll(of(Question.of(query), () -> query, answer, context, patients));
            }
        }
        return lookups;
    }

    /** @param query made only when there is somebody to record it for: most searches show whom they name */
    private List<Lookup> of(
            Question question,
            Supplier<String> query,
            IBaseResource answer,
            AccessContext context,
            Set<String> patients) {
        List<Question.Named> named = question.named();
        List<AuditSink.Mark> marks = question.marks();
        if (named.isEmpty() && marks.isEmpty()) {
            return List.of();
        }
        Set<String> shown = shown(answer);
        Set<String> ids = named.stream()
                .filter(name -> !shown.contains(name.id()) && !patients.contains("Patient/" + name.id()))
                .filter(name -> shown.isEmpty() || !name.alone() || name.type().equals("Patient"))
                .map(Question.Named::id)
                .collect(Collectors.toSet());
        List<AuditSink.Mark> open = marks.stream()
                .filter(mark -> mark.alternatives() > Math.min(patients.size(), shown.size()))
                .toList();
        if (ids.isEmpty() && open.isEmpty()) {
            return List.of();
        }
        Set<String> visible = visible(context);
        return find(ids, open, visible).stream()
                .filter(patient -> !patients.contains(patient))
                .map(patient -> new Lookup(patient, query.get(), visible.contains(patient)))
                .toList();
    }

    /** Whoever the caller sees is known; who else is there is asked, once, whatever there is. */
    private Set<String> find(Set<String> ids, List<AuditSink.Mark> marks, Set<String> visible) {
        Set<String> found = new TreeSet<>();
        Set<String> others = new HashSet<>();
        for (String id : ids) {
            if (visible.contains("Patient/" + id)) {
                found.add("Patient/" + id);
            } else {
                others.add(id);
            }
        }
        if (!others.isEmpty() || !marks.isEmpty()) {
            found.addAll(sink.sought(others, marks));
        }
        return found;
    }

    /** The patients of whom the caller may read anything. */
    private static Set<String> visible(AccessContext context) {
        return context.decision().stream()
                .flatMap(decision -> decision.because().keySet().stream()
                        .filter(segment -> decision.readable().contains(segment.id())))
                .map(segment -> segment.owner().reference())
                .collect(Collectors.toSet());
    }

    /** Ids of what is in the answer. */
    private static Set<String> shown(IBaseResource answer) {
        if (!(answer instanceof Bundle bundle)) {
            return Set.of();
        }
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(resource -> resource != null && !resource.fhirType().equals("OperationOutcome"))
                .map(resource -> resource.getIdElement().getIdPart())
                .collect(Collectors.toSet());
    }
}
