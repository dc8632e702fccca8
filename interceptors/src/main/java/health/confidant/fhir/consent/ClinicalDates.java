package health.confidant.fhir.consent;

import health.confidant.access.Period;
import health.confidant.fhir.Periods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * When the data of a record is from: the element that R4's W5 mapping calls {@code FiveWs.done[x]}, else the one that
 * it calls {@code FiveWs.recorded}. {@code meta.lastUpdated} is when the server stored it, which says nothing.
 */
final class ClinicalDates {
    /** In order of preference; the first that the record has counts. */
    private static final List<String> ANY = List.of(
            "effective[x]", "performed[x]", "occurrence[x]", "period", "recordedDate", "authoredOn", "date", "created");

    private static final Map<String, List<String>> BY_TYPE = Map.ofEntries(
            Map.entry("AllergyIntolerance", List.of("recordedDate", "onset[x]")),
            Map.entry("Appointment", List.of("start", "created")),
            Map.entry("Claim", List.of("billablePeriod", "created")),
            Map.entry("Communication", List.of("sent", "received")),
            Map.entry("Condition", List.of("recordedDate", "onset[x]")),
            Map.entry("Consent", List.of("dateTime")),
            Map.entry("Contract", List.of("issued")),
            Map.entry("Coverage", List.of("period")),
            Map.entry("ExplanationOfBenefit", List.of("billablePeriod", "created")),
            Map.entry("Goal", List.of("statusDate", "start[x]")),
            Map.entry("ImagingStudy", List.of("started")),
            Map.entry("Media", List.of("created[x]", "issued")),
            Map.entry("MedicationDispense", List.of("whenHandedOver", "whenPrepared")),
            Map.entry("MedicationStatement", List.of("effective[x]", "dateAsserted")),
            Map.entry("Observation", List.of("effective[x]", "issued")),
            Map.entry("QuestionnaireResponse", List.of("authored")),
            Map.entry("Specimen", List.of("receivedTime")));

    private ClinicalDates() {}

    static Optional<Period> of(Resource resource) {
        return BY_TYPE.getOrDefault(resource.fhirType(), ANY).stream()
                .map(resource::getNamedProperty)
                .filter(property -> property != null)
                .map(Property::getValues)
                .filter(values -> !values.isEmpty())
                .map(values -> of(values.get(0)))
                .flatMap(Optional::stream)
                .findFirst();
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
