package health.confidant.access;

import health.confidant.label.Label;
import java.util.Set;

/**
 * One provision of an active FHIR Consent. An empty set selects everything; values in a set are ORed, sets are ANDed
 * (FHIR R4 Consent; IHE PCF).
 *
 * @param patient the grantor
 * @param recipients references of the named recipients (v3-ParticipationType IRCP)
 * @param labels matched when the segment carries any of them
 */
public record ConsentFact(
        ProvisionId id,
        Owner patient,
        Effect effect,
        Set<String> recipients,
        Set<Purpose> purposes,
        Set<Track> tracks,
        Set<Label> labels,
        Period period) {
    public enum Effect {
        PERMIT,
        DENY
    }

    public ConsentFact {
        recipients = Set.copyOf(recipients);
        purposes = Set.copyOf(purposes);
        tracks = Set.copyOf(tracks);
        labels = Set.copyOf(labels);
    }
}
