package health.confidant.fhir.consent;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Period;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionDataComponent;

/**
 * What a provision says of a record's content: {@code class}, {@code code}, {@code data} and {@code dataPeriod}. It is
 * judged when a record or the Consent is written, and what it matches is carved into segments of its own; no decision
 * looks at content.
 *
 * <p>R4 Consent: the elements are ANDed, the values of one ORed; an empty element selects everything.
 *
 * @param classes resource types, or {@code system|code} of a kind of document
 * @param codes {@code system|code}
 * @param data {@code meaning Type/id}, the meaning a code of consent-data-meaning
 * @param dataPeriod when the data is from; {@link Period#ALWAYS} selects records without a date too
 *
 * <p>Requirements 24, 25.
 */
public record ContentSelector(Set<String> classes, Set<String> codes, Set<String> data, Period dataPeriod) {
    public static final ContentSelector ANYTHING = new ContentSelector(Set.of(), Set.of(), Set.of(), Period.ALWAYS);
    private static final Set<String> MEANINGS = Set.of("instance", "related", "dependents", "authoredby");

    public ContentSelector {
        classes = Set.copyOf(classes);
        codes = Set.copyOf(codes);
        data = Set.copyOf(data);
    }

    /** Empty when the provision has a value that no record could be held against. */
    static Optional<ContentSelector> of(ProvisionComponent provision) {
        Set<String> classes = new HashSet<>();
        Set<String> codes = new HashSet<>();
        Set<String> data = new HashSet<>();
        boolean known = true;
        for (Coding coding : provision.getClass_()) {
            known &= classOf(coding).map(classes::add).isPresent();
        }
        for (CodeableConcept concept : provision.getCode()) {
            known &= concept.hasCoding();
            for (Coding coding : concept.getCoding()) {
                known &= coding.hasSystem() && coding.hasCode();
                codes.add(coding.getSystem() + "|" + coding.getCode());
            }
        }
        for (provisionDataComponent datum : provision.getData()) {
            known &= dataOf(datum).map(data::add).isPresent();
        }
        Period period = Periods.of(provision.getDataPeriod());
        known &= !period.equals(Periods.NEVER);
        return known ? Optional.of(new ContentSelector(classes, codes, data, period)) : Optional.empty();
    }

    private static Optional<String> classOf(Coding coding) {
        if (!coding.hasCode()) {
            return Optional.empty();
        }
        if (CodeSystems.RESOURCE_TYPES.equals(coding.getSystem())) {
            return Optional.of(coding.getCode());
        }
        return CodeSystems.LOINC.equals(coding.getSystem())
                ? Optional.of(CodeSystems.LOINC + "|" + coding.getCode())
                : Optional.empty();
    }

    private static Optional<String> dataOf(provisionDataComponent datum) {
        return References.literal(datum.getReference())
                .filter(reference -> reference.matches("urn:.*|[A-Za-z]+/[A-Za-z0-9.-]+") && datum.hasMeaning())
                .filter(reference -> MEANINGS.contains(datum.getMeaning().toCode()))
                .map(reference -> datum.getMeaning().toCode() + " " + reference);
    }

    public boolean isEmpty() {
        return equals(ANYTHING);
    }

    /** A nested rule has its parent's selectors where it has none of its own, element by element. */
    ContentSelector within(ContentSelector parent) {
        return new ContentSelector(
                classes.isEmpty() ? parent.classes : classes,
                codes.isEmpty() ? parent.codes : codes,
                data.isEmpty() ? parent.data : data,
                dataPeriod.equals(Period.ALWAYS) ? parent.dataPeriod : dataPeriod);
    }

    /** The resources that this selector names as related, whose references matter besides the record's own. */
    public Set<String> related() {
        return data.stream()
                .filter(datum -> datum.startsWith("related "))
                .map(datum -> datum.substring(datum.indexOf(' ') + 1))
                .collect(Collectors.toSet());
    }

    /**
     * Whether the record is one of those that the provision speaks of. Where it cannot be told when a record is from, a
     * permit does not reach it and a denial does. What a directive only names to select it is not what the directive is
     * about, so no permit opens it for that; a denial closes it, or it would tell what it denies.
     *
     * @param refersTo the references in the latest version of a resource, by its own reference
     */
    public boolean matches(RecordContent content, Effect effect, Function<String, Set<String>> refersTo) {
        boolean denies = effect == Effect.DENY;
        Predicate<String> selects = named -> denies && content.selected().contains(named);
        return (classes.isEmpty() || classes.stream().anyMatch(content.classes()::contains))
                && (codes.isEmpty() || codes.stream().anyMatch(selects.or(content.codes()::contains)))
                && (data.isEmpty() || data.stream().anyMatch(datum -> concerns(datum, content, selects, refersTo)))
                && (dataPeriod.equals(Period.ALWAYS) || isFrom(content, effect));
    }

    private static boolean concerns(
            String datum, RecordContent content, Predicate<String> selects, Function<String, Set<String>> refersTo) {
        String meaning = datum.substring(0, datum.indexOf(' '));
        String named = datum.substring(datum.indexOf(' ') + 1);
        return switch (meaning) {
            case "instance" -> content.reference().equals(named);
            case "related" ->
                content.reference().equals(named) || refersTo.apply(named).contains(content.reference());
            case "dependents" ->
                content.reference().equals(named) || content.references().contains(named) || selects.test(named);
            default -> content.authors().contains(named);
        };
    }

    private boolean isFrom(RecordContent content, Effect effect) {
        if (content.dates().isEmpty()) {
            return effect == Effect.DENY;
        }
        Period dates = content.dates().get();
        return effect == Effect.PERMIT
                ? !dates.start().isBefore(dataPeriod.start()) && !dates.end().isAfter(dataPeriod.end())
                : dates.start().isBefore(dataPeriod.end()) && dataPeriod.start().isBefore(dates.end());
    }
}
