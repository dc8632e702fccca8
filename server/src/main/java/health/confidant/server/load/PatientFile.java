package health.confidant.server.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;

/** One patient's records: one transaction, so that nothing is ever half-written, and none if the patient is there. */
final class PatientFile {
    /** How long a transaction of an interrupted run may still be under way on the server. */
    static final Duration UNDER_WAY = Duration.ofMinutes(2);

    private final FhirEndpoint endpoint;
    private final DirectoryReferences directory;
    private final Clock clock;

    PatientFile(FhirEndpoint endpoint, DirectoryReferences directory, Clock clock) {
        this.endpoint = endpoint;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Whether it was posted; false where the server has the patient already.
     *
     * @param interrupted when an earlier run began to send this file and was killed before it knew the outcome
     */
    boolean load(Bundle bundle, Optional<Instant> interrupted) {
        String identifier =
                identifier(bundle).orElseThrow(() -> new LoadException("No patient with an identifier in the file."));
        if (there(identifier, interrupted.map(UNDER_WAY::addTo).map(Instant::from))) {
            return false;
        }
        directory.resolve(bundle);
        endpoint.post(bundle.setType(Bundle.BundleType.TRANSACTION));
        return true;
    }

    /** {@code system|value} of the file's patient. */
    static Optional<String> identifier(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Patient.class::isInstance)
                .map(patient -> ((Patient) patient).getIdentifierFirstRep())
                .filter(first -> first.hasSystem() && first.hasValue())
                .map(first -> first.getSystem() + "|" + first.getValue())
                .findFirst();
    }

    /** Whether the server has the patient; asks until then if a killed run's transaction may yet be committed. */
    private boolean there(String identifier, Optional<Instant> until) {
        while (endpoint.find("Patient", identifier).isEmpty()) {
            if (until.filter(clock.instant()::isBefore).isEmpty()) {
                return false;
            }
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoadException("Interrupted.", e);
            }
        }
        return true;
    }
}
