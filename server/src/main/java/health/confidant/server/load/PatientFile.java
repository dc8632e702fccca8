package health.confidant.server.load;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;

/** One patient's records: one transaction, so that nothing is ever half-written, and none if the patient is there. */
final class PatientFile {
    private final FhirEndpoint endpoint;
    private final DirectoryReferences directory;

    PatientFile(FhirEndpoint endpoint, DirectoryReferences directory) {
        this.endpoint = endpoint;
        this.directory = directory;
    }

    /** Whether it was posted; false where the server has the patient already. */
    boolean load(Bundle bundle) {
        String identifier = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Patient.class::isInstance)
                .map(patient -> ((Patient) patient).getIdentifierFirstRep())
                .filter(first -> first.hasSystem() && first.hasValue())
                .map(first -> first.getSystem() + "|" + first.getValue())
                .findFirst()
                .orElseThrow(() -> new LoadException("No patient with an identifier in the file."));
        Optional<String> there = endpoint.find("Patient", identifier);
        if (there.isPresent()) {
            return false;
        }
        bundle.getEntry().forEach(entry -> directory.resolve(entry.getResource()));
        endpoint.post(bundle.setType(Bundle.BundleType.TRANSACTION));
        return true;
    }
}
