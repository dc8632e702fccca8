package health.confidant.fhir.consent;

import health.confidant.access.Period;
import health.confidant.fhir.References;
import health.confidant.fhir.Tree;
import health.confidant.fhir.label.Traits;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 */
public record RecordContent(
        String reference,
        Set<String> classes,
        Set<String> codes,
        Set<String> references,
        Set<String> authors,
        Optional<Period> dates) {
    public RecordContent {
        classes = Set.copyOf(classes);
        codes = Set.copyOf(codes);
        references = Set.copyOf(references);
        authors = Set.copyOf(authors);
    }

    public static RecordContent of(Resource resource) {
        Traits traits = Traits.of(resource);
        Set<String> classes = new HashSet<>(Set.of(resource.fhirType()));
        if (resource instanceof DocumentReference document) {
            document.getType().getCoding().stream()
                    .filter(coding -> coding.hasSystem() && coding.hasCode())
                    .forEach(coding -> classes.add(coding.getSystem() + "|" + coding.getCode()));
        }
        return new RecordContent(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart(),
                classes,
                traits.codes().stream()
                        .map(code -> code.system() + "|" + code.code())
                        .collect(Collectors.toSet()),
                references(resource),
                Set.copyOf(traits.authors()),
                ClinicalDates.of(resource));
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
