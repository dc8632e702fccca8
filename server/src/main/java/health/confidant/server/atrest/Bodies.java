package health.confidant.server.atrest;

import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.server.keys.HashSeal;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.KeyException;
import health.confidant.server.keys.Sealer;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Seals the bodies of {@code HFJ_RES_VER}, each with the key of its segment's owner and bound to its resource, version
 * and segment: a body cannot be given to another row, an older version, another patient or another track.
 */
public final class Bodies {
    /** Whose key seals the rows of a segment. */
    public record Key(int owner, KeyClass kind) {
        /** Billing has a key of its own (requirements: eligibility and EOB documents). */
        public static Key of(Segment segment) {
            return new Key(segment.owner().id(), Bodies.of(segment.track()));
        }
    }

    /** The class of keys of a track. */
    public static KeyClass of(Track track) {
        return switch (track) {
            case BILLING -> KeyClass.BILLING;
            case PRIVACY -> KeyClass.PAPERS;
            case INDIVIDUAL, COUPLES, GENERAL -> KeyClass.RECORD;
        };
    }

    private final Sealer sealer;
    private final HashSeal hashes;
    private final IntFunction<Optional<Segment>> segments;

    public Bodies(Sealer sealer, HashSeal hashes, IntFunction<Optional<Segment>> segments) {
        this.sealer = sealer;
        this.hashes = hashes;
        this.segments = segments;
    }

    /**
     * @param segment HAPI's partition id
     * @param resource {@code RES_ID}
     * @param version {@code RES_VER}
     */
    public String seal(int segment, long resource, long version, String body) {
        Key key = key(segment);
        return sealer.seal(key.owner(), key.kind(), place(segment, resource, version), body);
    }

    /**
     * @throws KeyException.Broken when the text was changed, or sealed for another row
     * @throws KeyException.Destroyed when the owner was shredded
     */
    public String open(int segment, long resource, long version, String sealed) {
        Key key = key(segment);
        return sealer.open(key.owner(), key.kind(), place(segment, resource, version), sealed);
    }

    /**
     * Seals the SHA-256 of the newest body, by which HAPI knows a write that changes nothing, and with it which version is
     * the newest.
     */
    String sealHash(int segment, long resource, long version, String hash) {
        Key key = key(segment);
        return hashes.seal(key.owner(), key.kind(), head(resource, version), hash);
    }

    /**
     * The hash in hexadecimal, if this version is the newest; asked also by those who read it past HAPI.
     *
     * @param sealed {@code HASH_SHA256} of the resource's row
     * @throws KeyException.Broken when there is none, it was changed, or it was sealed for another row or version
     * @throws KeyException.Destroyed when the owner was shredded
     */
    public String openHash(int segment, long resource, long version, String sealed) {
        if (sealed == null) {
            throw new KeyException.Broken("The row has no sealed hash.");
        }
        Key key = key(segment);
        return hashes.open(key.owner(), key.kind(), head(resource, version), sealed)
                // As it was sealed before the version was part of it; the next write binds it.
                .or(() -> hashes.open(key.owner(), key.kind(), "HFJ_RESOURCE|" + resource, sealed))
                .orElseThrow(() -> new KeyException.Broken("This version is not the newest."));
    }

    /** The sealed hash for another segment, or with a newer key. */
    public String resealHash(int from, int to, long resource, long version, String sealed) {
        return sealHash(to, resource, version, openHash(from, resource, version, sealed));
    }

    public Optional<Segment> segment(int id) {
        return segments.apply(id);
    }

    private Key key(int segment) {
        return segments.apply(segment)
                .map(Key::of)
                .orElseThrow(() -> new KeyException.Broken("There is no segment " + segment + "."));
    }

    private static String head(long resource, long version) {
        return "HFJ_RESOURCE|" + resource + "|" + version;
    }

    private static String place(int segment, long resource, long version) {
        return "HFJ_RES_VER|" + resource + "|" + version + "|" + segment;
    }
}
