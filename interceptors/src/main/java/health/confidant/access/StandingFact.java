package health.confidant.access;

import java.util.Set;

/**
 * What somebody has signed or learnt, and for how long it holds.
 *
 * @param holder reference of the practitioner or the organisation
 * @param tracks what an agreement covers; empty for the papers of staff
 * @param purposes for what an agreement covers it; empty for the papers of staff
 */
public record StandingFact(String holder, Kind kind, Set<Track> tracks, Set<Purpose> purposes, Period period) {
    public enum Kind {
        /** The confidentiality agreement that a couples therapist signs (source document). */
        CONFIDENTIALITY,
        /** Privacy training (45 CFR 164.530(b)). */
        TRAINING,
        /** With a qualified service organisation or business associate (42 CFR 2.11, 2.12(c)(4); 45 CFR 164.504(e)). */
        AGREEMENT
    }

    public StandingFact {
        tracks = Set.copyOf(tracks);
        purposes = Set.copyOf(purposes);
    }
}
