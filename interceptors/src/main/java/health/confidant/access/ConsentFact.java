package health.confidant.access;

import health.confidant.label.Label;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One provision of an active FHIR Consent, or of a court order that stands in for one (42 CFR 2.61). Values in a set are
 * ORed, sets are ANDed (FHIR R4 Consent; IHE PCF); what an empty set means depends on the effect, see {@link #selects}.
 *
 * @param patient the grantor
 * @param recipients references of the named recipients (v3-ParticipationType IRCP); who acts for one is named too
 * @param tracks with {@code labels} one FHIR element, {@code provision.securityLabel}: ORed
 * @param labels matched when the segment carries any of them
 * @param carved whether the provision selects by content (class, code, data, dataPeriod): then it speaks of the segments
 *     that it carved alone
 * @param exceptions of a denial: what its nested permits take out of it
 */
public record ConsentFact(
        ProvisionId id,
        Owner patient,
        Effect effect,
        Set<String> recipients,
        Set<Purpose> purposes,
        Set<Track> tracks,
        Set<Label> labels,
        Period period,
        boolean carved,
        List<ConsentFact> exceptions) {
    public enum Effect {
        PERMIT,
        DENY
    }

    public ConsentFact {
        recipients = Set.copyOf(recipients);
        purposes = Set.copyOf(purposes);
        tracks = Set.copyOf(tracks);
        labels = Set.copyOf(labels);
        exceptions = List.copyOf(exceptions);
    }

    /** A provision without selectors of content and without exceptions. */
    public ConsentFact(
            ProvisionId id,
            Owner patient,
            Effect effect,
            Set<String> recipients,
            Set<Purpose> purposes,
            Set<Track> tracks,
            Set<Label> labels,
            Period period) {
        this(id, patient, effect, recipients, purposes, tracks, labels, period, false, List.of());
    }

    /** Whether a court ordered it, not the patient. */
    public boolean ordered() {
        return id.value().startsWith("Task/");
    }

    /** When the provision, or an exception to it, begins or ends to hold. */
    Stream<Period> periods() {
        return Stream.concat(Stream.of(period), exceptions.stream().map(ConsentFact::period));
    }

    /**
     * Whether the provision speaks of this request and segment; whether it holds now is the engine's question.
     *
     * <p>What a permit leaves open, it does not open: it names recipient and purpose (42 CFR 2.31(a)(4), (5)), the
     * couples track, and counseling notes, alone (2.31(b)). Of what is a couple's it names the couples track and the
     * segment's own. What a denial leaves open, it denies; its exceptions are permits, and no wider than one.
     */
    public boolean selects(AccessRequest request, Segment segment) {
        if (carved && !segment.carve().contains(id)) {
            return false;
        }
        return effect == Effect.PERMIT ? permits(request, segment) : denies(request, segment);
    }

    private boolean permits(AccessRequest request, Segment segment) {
        return recipients.contains(request.actor().reference())
                && purposes.contains(request.purpose())
                && permitsWhat(segment);
    }

    private boolean permitsWhat(Segment segment) {
        boolean couple = segment.owner().kind() == Owner.Kind.COUPLE;
        if ((couple || segment.track() == Track.COUPLES) && !tracks.contains(Track.COUPLES)) {
            return false;
        }
        boolean note = segment.labels().contains(Label.SUD_COUNSELING_NOTE);
        if (note || labels.contains(Label.SUD_COUNSELING_NOTE)) {
            // Alone: tracks beside it narrow it and add nothing.
            return note
                    && labels.equals(Set.of(Label.SUD_COUNSELING_NOTE))
                    && (tracks.isEmpty() || tracks.contains(segment.track()));
        }
        return tracks.isEmpty() && labels.isEmpty()
                || tracks.contains(segment.track())
                || !Collections.disjoint(labels, segment.labels());
    }

    private boolean denies(AccessRequest request, Segment segment) {
        return (recipients.isEmpty() || recipients.contains(request.actor().reference()))
                && (purposes.isEmpty() || purposes.contains(request.purpose()))
                && deniesWhat(segment)
                && exceptions.stream()
                        .noneMatch(exception ->
                                exception.period().contains(request.at()) && exception.selects(request, segment));
    }

    private boolean deniesWhat(Segment segment) {
        return tracks.isEmpty() && labels.isEmpty()
                || tracks.contains(segment.track())
                || segment.owner().kind() == Owner.Kind.COUPLE && tracks.contains(Track.COUPLES)
                || !Collections.disjoint(labels, segment.labels());
    }
}
