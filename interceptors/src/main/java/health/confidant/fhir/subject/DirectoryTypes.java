package health.confidant.fhir.subject;

import health.confidant.fhir.References;
import health.confidant.fhir.Tree;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The types that every authenticated caller may read, because they are about no patient. */
final class DirectoryTypes {
    private static final Set<String> NAMES = Set.of(
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "OrganizationAffiliation",
            "Location",
            "HealthcareService",
            "Endpoint",
            "Medication",
            "Substance",
            "InsurancePlan",
            "ActivityDefinition",
            "PlanDefinition",
            "Questionnaire",
            "Measure",
            "Library",
            "CapabilityStatement",
            "CompartmentDefinition",
            "GraphDefinition",
            "ImplementationGuide",
            "MessageDefinition",
            "OperationDefinition",
            "SearchParameter",
            "StructureDefinition",
            "StructureMap",
            "TerminologyCapabilities",
            "CodeSystem",
            "ConceptMap",
            "NamingSystem",
            "ValueSet");
    private static final Set<String> PERSONAL = Set.of("Patient", "Group", "RelatedPerson", "Person");

    private DirectoryTypes() {}

    static boolean include(Resource resource) {
        return NAMES.contains(resource.fhirType());
    }

    /** A directory entry that points to a person (an extension can) would publish that person as a patient. */
    static boolean namesAPerson(Resource resource) {
        return Tree.withoutContained(resource)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .anyMatch(reference ->
                        References.type(reference).filter(PERSONAL::contains).isPresent());
    }
}
