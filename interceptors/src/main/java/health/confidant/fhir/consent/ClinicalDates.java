package health.confidant.fhir.consent;

import health.confidant.access.Period;
import health.confidant.fhir.Periods;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * When the data of a record is from: the element that R4's W5 mapping calls {@code FiveWs.done[x]}, else the one that
 * it calls {@code FiveWs.recorded}; of a bill, when its services were. {@code meta.lastUpdated} is when the server
 * stored it, which says nothing.
 */
final class ClinicalDates {
    /** In order of preference; the first that the record has counts. */
    private static final List<String> ANY = List.of(
            "effective[x]", "performed[x]", "occurrence[x]", "period", "recordedDate", "authoredOn", "date", "created");

    private static final Map<String, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry("AllergyIntolerance", List.of("recordedDate", "onset[x]")),
            Map.entry("Appointment", List.of("start", "created")),
            Map.entry("Communication", List.of("sent", "received")),
            Map.entry("Condition", List.of("recordedDate", "onset[x]")),
            Map.entry("Consent", List.of("dateTime")),
            Map.entry("Contract", List.of("issued")),
            Map.entry("Coverage", List.of("period")),
            Map.entry("Goal", List.of("statusDate", "start[x]")),
            Map.entry("ImagingStudy", List.of("started")),
            Map.entry("Media", List.of("created[x]", "issued")),
            Map.entry("MedicationDispense", List.of("whenHandedOver", "whenPrepared")),
            Map.entry("MedicationStatement", List.of("effective[x]", "dateAsserted")),
            Map.entry("Observation", List.of("effective[x]", "issued")),
            Map.entry("QuestionnaireResponse", List.of("authored")),
            Map.entry("Specimen", List.of("receivedTime")));

    /** What tells a plan of services; {@code created} is when somebody wrote it, not when the services were. */
    private static final Set<String> BILLS = Set.of(
            "Claim",
            "ClaimResponse",
            "CoverageEligibilityRequest",
            "CoverageEligibilityResponse",
            "ExplanationOfBenefit");

    private ClinicalDates() {}

    static Optional<Period> of(Resource resource) {
        if (BILLS.contains(resource.fhirType())) {
            return services(resource);
        }
        return BY_TYPE.getOrDefault(resource.fhirType(), ANY).stream()
                .map(resource::getNamedProperty)
                .filter(property -> property != null)
                .map(Property::getValues)
                .filter(values -> !values.isEmpty())
                .map(values -> of(values.get(0)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * From the first of the services that it tells of to the last. Where it leaves the time of one open nobody can tell:
     * 45 CFR 164.522(a)(1)(vi) keeps a service from a plan by when it was.
     */
    private static Optional<Period> services(Resource bill) {
        Optional<Period> whole = first(bill, "billablePeriod").or(() -> first(bill, "serviced[x]"));
        List<Optional<Period>> times = new ArrayList<>();
        for (Base item : bill.getNamedProperty("item").getValues()) {
            times.add(first(item, "serviced[x]").or(() -> whole));
        }
        if (times.isEmpty() || whole.isPresent()) {
            times.add(whole);
        }
        if (times.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Period> known = times.stream().flatMap(Optional::stream).toList();
        return Optional.of(new Period(
                known.stream().map(Period::start).min(Comparator.naturalOrder()).orElseThrow(),
                known.stream().map(Period::end).max(Comparator.naturalOrder()).orElseThrow()));
    }

    private static Optional<Period> first(Base of, String element) {
        Property property = of.getNamedProperty(element);
        return property == null
                ? Optional.empty()
                : property.getValues().stream().findFirst().flatMap(ClinicalDates::of);
    }

    private static Optional<Period> of(Base value) {
        if (value instanceof org.hl7.fhir.r4.model.Period period) {
            Period dates = Periods.of(period);
            return dates.equals(Periods.NEVER) || dates.equals(Period.ALWAYS) ? Optional.empty() : Optional.of(dates);
        }
        return value instanceof BaseDateTimeType time && time.hasValue()
                ? Optional.of(Periods.of(time))
                : Optional.empty();
    }
}
