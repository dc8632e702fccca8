package health.confidant.fhir.consent;

import health.confidant.access.Purpose;
import health.confidant.access.Track;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A deny with an exception, as denies without one: the engine lets every deny override every permit, so the exception
 * has to be taken out of the deny itself.
 */
final class Exceptions {
    private Exceptions() {}

    /**
     * Whether the exception differs from the deny in purposes and tracks alone. These are closed lists, so "all but"
     * can be written; all recipients, labels or times but some cannot.
     */
    static boolean canCarve(ProvisionDraft deny, ProvisionDraft exception) {
        return deny.recipients().equals(exception.recipients())
                && deny.labels().equals(exception.labels())
                && deny.period().equals(exception.period());
    }

    /** The deny outside the exception: the other purposes, and the exception's purposes in the other tracks. */
    static List<ProvisionDraft> carve(ProvisionDraft deny, ProvisionDraft exception) {
        Set<Purpose> purposes = all(deny.purposes(), Purpose.class);
        Set<Track> tracks = all(deny.tracks(), Track.class);
        Set<Purpose> otherPurposes = minus(purposes, all(exception.purposes(), Purpose.class), Purpose.class);
        Set<Track> otherTracks = minus(tracks, all(exception.tracks(), Track.class), Track.class);
        Set<Purpose> shared = minus(purposes, otherPurposes, Purpose.class);
        // An empty set would select everything: what is left of a deny with no purpose or no track is no deny at all.
        List<ProvisionDraft> rest = new ArrayList<>();
        if (!otherPurposes.isEmpty()) {
            rest.add(deny.narrowed(otherPurposes, deny.tracks()));
        }
        if (!shared.isEmpty() && !otherTracks.isEmpty()) {
            rest.add(deny.narrowed(shared, otherTracks));
        }
        return rest;
    }

    private static <E extends Enum<E>> Set<E> all(Set<E> selected, Class<E> type) {
        return selected.isEmpty() ? EnumSet.allOf(type) : selected;
    }

    private static <E extends Enum<E>> Set<E> minus(Set<E> from, Set<E> taken, Class<E> type) {
        Set<E> rest = EnumSet.noneOf(type);
        rest.addAll(from);
        rest.removeAll(taken);
        return rest;
    }
}
