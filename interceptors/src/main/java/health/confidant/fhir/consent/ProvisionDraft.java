package health.confidant.fhir.consent;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.util.Set;

/**
 * One rule of a Consent. An empty set selects everything; values in a set are ORed, sets are ANDed; a deny overrides
 * every permit.
 *
 * @param index position among the drafts of this version of the Consent; together with its id it names the rule
 * @param recipients references of the recipients, resolved by the server
 */
public record ProvisionDraft(
        int index,
        Effect effect,
        Set<String> recipients,
        Set<Purpose> purposes,
        Set<Track> tracks,
        Set<Label> labels,
        Period period) {
    public ProvisionDraft {
        recipients = Set.copyOf(recipients);
        purposes = Set.copyOf(purposes);
        tracks = Set.copyOf(tracks);
        labels = Set.copyOf(labels);
    }

    ProvisionDraft at(int position) {
        return new ProvisionDraft(position, effect, recipients, purposes, tracks, labels, period);
    }

    ProvisionDraft narrowed(Set<Purpose> toPurposes, Set<Track> toTracks) {
        return new ProvisionDraft(index, effect, recipients, toPurposes, toTracks, labels, period);
    }
}
