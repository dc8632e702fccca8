package health.confidant.fhir.consent;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.util.Set;

/**
 * One rule of a Consent. An empty set selects everything; values in a set are ORed, sets are ANDed, but tracks and
 * labels are one element of FHIR and ORed; a deny overrides every permit.
 *
 * @param index position among the drafts of this version of the Consent; together with its id it names the rule
 * @param recipients references of the recipients, resolved by the server
 * @param content what it selects of a record's content
 * @param exceptionTo index of the deny that this permit is taken out of, or {@link #NONE}
 */
public record ProvisionDraft(
        int index,
        Effect effect,
        Set<String> recipients,
        Set<Purpose> purposes,
        Set<Track> tracks,
        Set<Label> labels,
        Period period,
        ContentSelector content,
        int exceptionTo) {
    public static final int NONE = -1;

    public ProvisionDraft {
        recipients = Set.copyOf(recipients);
        purposes = Set.copyOf(purposes);
        tracks = Set.copyOf(tracks);
        labels = Set.copyOf(labels);
    }

    public ProvisionDraft at(int position) {
        return new ProvisionDraft(position, effect, recipients, purposes, tracks, labels, period, content, exceptionTo);
    }

    ProvisionDraft exceptTo(int deny) {
        return new ProvisionDraft(index, effect, recipients, purposes, tracks, labels, period, content, deny);
    }
}
