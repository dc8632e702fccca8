package health.confidant.cast;

import static health.confidant.label.Label.MASKED;
import static health.confidant.label.Label.PART2;
import static health.confidant.label.Label.PSYTHPN;
import static health.confidant.label.Label.RESTRICTED;
import static health.confidant.label.Label.SUD_COUNSELING_NOTE;
import static health.confidant.label.Label.VERY_RESTRICTED;

import health.confidant.access.Owner;
import health.confidant.access.ProvisionId;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What there is of them: one segment each, with ids that tell owner and kind apart. */
public final class Chart {
    private Chart() {}

    public static Segment part2(Owner owner, Track track) {
        return segment(100 * owner.id() + track.ordinal(), owner, track, "", "", RESTRICTED, PART2);
    }

    public static Segment imported(Owner owner, String client, Label... labels) {
        return segment(100 * owner.id() + 10 + labels.length, owner, Track.INDIVIDUAL, client, "", labels);
    }

    public static Segment note(Owner owner, Track track, String author) {
        return segment(
                100 * owner.id() + 20 + track.ordinal(),
                owner,
                track,
                "",
                author,
                VERY_RESTRICTED,
                PSYTHPN,
                SUD_COUNSELING_NOTE,
                PART2);
    }

    /** Messages that are encrypted end to end. */
    public static Segment masked(Owner owner, Track track, String client) {
        return segment(100 * owner.id() + 80 + track.ordinal(), owner, track, client, "", RESTRICTED, PART2, MASKED);
    }

    /** The Patient or Group itself. */
    public static Segment identity(Owner owner) {
        Segment general = part2(owner, Track.GENERAL);
        return new Segment(
                100 * owner.id() + 30, owner, Track.GENERAL, general.labels(), "", "", Set.of(ProvisionId.IDENTITY));
    }

    /** What these provisions carved out of a track. */
    public static Segment carved(Owner owner, Track track, String... provisions) {
        return new Segment(
                100 * owner.id() + 40 + 5 * provisions.length + track.ordinal(),
                owner,
                track,
                Set.of(RESTRICTED, PART2),
                "",
                "",
                Arrays.stream(provisions).map(ProvisionId::new).collect(Collectors.toSet()));
    }

    public static Segment directory(String client) {
        return segment(client.isEmpty() ? 1 : 2, Cast.DIRECTORY, Track.GENERAL, client, "", Label.NORMAL);
    }

    private static Segment segment(int id, Owner owner, Track track, String source, String author, Label... labels) {
        return new Segment(id, owner, track, Set.of(labels), source, author, Set.of());
    }
}
