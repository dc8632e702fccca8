package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Reference;

/** Leaves out what the server cannot hold, counts it, and takes out references to it, so that nothing dangles. */
final class LoadedTypes {
    /** What a patient's or a directory's file may bring. */
    static final Set<String> BOUND = Set.of(
            "Account",
            "AllergyIntolerance",
            "CarePlan",
            "CareTeam",
            "Claim",
            "Condition",
            "Coverage",
            "Device",
            "DiagnosticReport",
            "DocumentReference",
            "Encounter",
            "ExplanationOfBenefit",
            "Goal",
            "ImagingStudy",
            "Immunization",
            "Location",
            "Medication",
            "MedicationAdministration",
            "MedicationRequest",
            "Observation",
            "Organization",
            "Patient",
            "Practitioner",
            "PractitionerRole",
            "Procedure",
            "SupplyDelivery");

    private static final String PROVENANCE =
            "one names records of several confidentiality segments at once, and would tell who sees one of them of the"
                    + " others (WRITE-006)";

    private final FhirContext r4 = FhirContext.forR4Cached();
    private final Map<String, Integer> left = new TreeMap<>();

    /** Removes the entries of other types from the bundle, and references to them from the rest. */
    Map<String, Integer> keep(Bundle bundle) {
        Map<String, Integer> dropped = new TreeMap<>();
        Set<String> urls = new HashSet<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (!BOUND.contains(entry.getResource().fhirType())) {
                dropped.merge(entry.getResource().fhirType(), 1, Integer::sum);
                urls.add(entry.getFullUrl());
            }
        }
        bundle.getEntry().removeIf(entry -> urls.contains(entry.getFullUrl()));
        for (BundleEntryComponent entry : bundle.getEntry()) {
            r4.newTerser().getAllPopulatedChildElementsOfType(entry.getResource(), Reference.class).stream()
                    .filter(reference ->
                            urls.contains(reference.getReferenceElement_().getValue()))
                    .forEach(reference -> {
                        reference.setResource(null);
                        reference.setReference(null).setDisplay("Not loaded");
                    });
        }
        return dropped;
    }

    /** Adds a loaded file's count to the whole. */
    void count(Map<String, Integer> dropped) {
        dropped.forEach((type, number) -> left.merge(type, number, Integer::sum));
    }

    /** Why a type is left out, in words for whoever runs the load. */
    static String reason(String type) {
        return type.equals("Provenance") ? PROVENANCE : "the server does not hold them";
    }

    /** How many of each type were left out of the files that were loaded. */
    Map<String, Integer> left() {
        return left;
    }
}
