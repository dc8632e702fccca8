package health.confidant.fhir.consent;

import health.confidant.access.Period;
import health.confidant.fhir.References;
import health.confidant.fhir.Tree;
import health.confidant.fhir.label.Traits;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a {@link ContentSelector} looks at of one record.
 *
 * @param reference {@code Type/id}
 * @param classes its resource type, and {@code system|code} of its kind if it is a document
 * @param codes every coded value, {@code system|code}
 * @param references every literal reference in it
 * @param authors references of those who wrote it
 * @param dates when its data is from
 * @param selected codes and references that a directive names to select other records by
 */
public record RecordContent(
        String reference,
        Set<String> classes,
        Set<String> codes,
        Set<String> references,
        Set<String> authors,
        Optional<Period> dates,
        Set<String> selected) {
    public RecordContent {
        classes = Set.copyOf(classes);
        codes = Set.copyOf(codes);
        references = Set.copyOf(references);
        authors = Set.copyOf(authors);
        selected = Set.copyOf(selected);
    }

    /** By itself. */
    public static RecordContent of(Resource resource) {
        return of(resource, Set.of());
    }

    /** @param named codes of what it names and says by that, a medicine of the directory */
    public static RecordContent of(Resource resource, Set<Traits.Code> named) {
        Resource own = resource;
        Set<String> selected = Set.of();
        if (resource instanceof Consent consent && consent.hasProvision()) {
            Consent bare = consent.copy();
            bare.setProvision(null);
            own = bare;
            selected = new HashSet<>(codes(Traits.of(consent)));
            selected.addAll(references(consent));
        }
        Traits traits = Traits.of(own).with(named);
        Set<String> classes = new HashSet<>(Set.of(resource.fhirType()));
        if (resource instanceof DocumentReference document) {
            document.getType().getCoding().stream()
                    .filter(coding -> coding.hasSystem() && coding.hasCode())
                    .forEach(coding -> classes.add(coding.getSystem() + "|" + coding.getCode()));
        }
        return new RecordContent(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart(),
                classes,
                codes(traits),
                references(own),
                Set.copyOf(traits.authors()),
                ClinicalDates.of(resource),
                selected);
    }

    private static Set<String> codes(Traits traits) {
        return traits.codes().stream()
                .map(code -> code.system() + "|" + code.code())
                .collect(Collectors.toSet());
    }

    /** Every literal reference in a resource. */
    public static Set<String> references(Resource resource) {
        return Tree.of(resource)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .map(References::literal)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
