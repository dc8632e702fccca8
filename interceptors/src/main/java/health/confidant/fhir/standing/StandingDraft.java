package health.confidant.fhir.standing;

import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.access.StandingFact.Kind;
import health.confidant.access.Track;
import java.util.Set;

/** A paper of somebody's, as the resource says it; the holder's reference as written. */
public record StandingDraft(String holder, Kind kind, Set<Track> tracks, Set<Purpose> purposes, Period period) {
    public StandingDraft {
        tracks = Set.copyOf(tracks);
        purposes = Set.copyOf(purposes);
    }
}
