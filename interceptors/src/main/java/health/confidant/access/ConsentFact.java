package health.confidant.access;

import health.confidant.label.Label;
import java.util.Collections;
import java.util.Set;

/**
 * One provision of an active FHIR Consent. Values in a set are ORed, sets are ANDed (FHIR R4 Consent; IHE PCF); what
 * an empty set means depends on the effect, see {@link #selects}.
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
     * Whether the provision speaks of this request and segment; whether it holds now is the engine's question.
     *
     * <p>What a permit leaves open, it does not open: it names recipient and purpose (42 CFR 2.31(a)(4), (5)), the
     * couples track, and counseling notes, alone (2.31(b)). Of what is a couple's it names the couples track and the
     * segment's own. What a denial leaves open, it denies.
     */
    public boolean selects(AccessRequest request, Segment segment) {
        return effect == Effect.PERMIT ? permits(request, segment) : denies(request, segment);
    }

    private boolean permits(AccessRequest request, Segment segment) {
        return recipients.contains(request.actor().reference())
                && purposes.contains(request.purpose())
                && permitsTrack(segment)
                && permitsLabels(segment);
    }

    private boolean permitsTrack(Segment segment) {
        if (segment.owner().kind() == Owner.Kind.COUPLE) {
            return tracks.contains(Track.COUPLES) && tracks.contains(segment.track());
        }
        return tracks.isEmpty() ? segment.track() != Track.COUPLES : tracks.contains(segment.track());
    }

    private boolean permitsLabels(Segment segment) {
        if (segment.labels().contains(Label.SUD_COUNSELING_NOTE)) {
            return labels.equals(Set.of(Label.SUD_COUNSELING_NOTE));
        }
        return labels.isEmpty() || !Collections.disjoint(labels, segment.labels());
    }

    private boolean denies(AccessRequest request, Segment segment) {
        return (recipients.isEmpty() || recipients.contains(request.actor().reference()))
                && (purposes.isEmpty() || purposes.contains(request.purpose()))
                && (tracks.isEmpty() || deniesTrack(segment))
                && (labels.isEmpty() || !Collections.disjoint(labels, segment.labels()));
    }

    private boolean deniesTrack(Segment segment) {
        return tracks.contains(segment.track())
                || segment.owner().kind() == Owner.Kind.COUPLE && tracks.contains(Track.COUPLES);
    }
}
