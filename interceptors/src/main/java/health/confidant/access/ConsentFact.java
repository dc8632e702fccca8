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

    /**
     * Whether the provision speaks of this request and segment. An empty set of tracks is every track but the couples
     * track, which a permit must name; an empty set of labels is everything but a counseling note, which a permit must
     * name too (42 CFR 2.31(b)). A denial with an empty set denies everything.
     */
    public boolean selects(AccessRequest request, Segment segment) {
        return period.contains(request.at())
                && (recipients.isEmpty() && effect == Effect.DENY
                        || recipients.contains(request.actor().reference()))
                && (purposes.isEmpty() && effect == Effect.DENY || purposes.contains(request.purpose()))
                && selectsTrack(segment)
                && selectsLabels(segment);
    }

    private boolean selectsTrack(Segment segment) {
        if (tracks.isEmpty()) {
            return effect == Effect.DENY || segment.track() != Track.COUPLES;
        }
        return tracks.contains(segment.track());
    }

    private boolean selectsLabels(Segment segment) {
        boolean note = segment.labels().contains(Label.SUD_COUNSELING_NOTE);
        if (effect == Effect.PERMIT && note) {
            return labels.equals(Set.of(Label.SUD_COUNSELING_NOTE));
        }
        return labels.isEmpty() || labels.stream().anyMatch(segment.labels()::contains);
    }
}
