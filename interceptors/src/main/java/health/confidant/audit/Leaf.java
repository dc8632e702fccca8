package health.confidant.audit;

import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the tree holds of one record: what is needed to find it, in the clear and free of names, and commitments to what
 * it says. With the salt and the payload anybody can check what it says; without them nobody can guess it.
 *
 * @param sequence the record's place in its log, from 0, without gaps
 * @param at whole microseconds
 * @param owner key of the owner, or 0
 * @param agent keyed hash of the agent's reference
 * @param entities keyed hashes of what was touched
 * @param commitment to the payload, see {@link Payload#commitment}
 * @param sealed SHA-256 over the ciphertext that is stored
 */
public record Leaf(
        long sequence,
        Instant at,
        UUID id,
        int owner,
        Action action,
        Outcome outcome,
        Purpose purpose,
        Optional<Track> track,
        long agent,
        List<Long> entities,
        Hash commitment,
        Hash sealed) {
    private static final byte VERSION = 1;
    private static final int FIXED = 1 + 8 + 8 + 16 + 4 + 4 + 8 + 4 + 2 * Hash.LENGTH;

    public Leaf {
        entities = List.copyOf(entities);
        if (sequence < 0 || at.getNano() % 1000 != 0) {
            throw new IllegalArgumentException("Not a leaf: sequence " + sequence + ", " + at + ".");
        }
    }

    public static Hash digest(byte[] ciphertext) {
        return Hash.sha256(ciphertext);
    }

    /** What the ciphertext belongs to. */
    public static byte[] context(UUID id, int owner) {
        return ByteBuffer.allocate(20)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(owner)
                .array();
    }

    /** One form for each record: every field, in this order, big-endian. */
    public byte[] canonical() {
        ByteBuffer bytes = ByteBuffer.allocate(FIXED + 8 * entities.size());
        bytes.put(VERSION).putLong(sequence).putLong(micros(at));
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        bytes.putInt(owner);
        bytes.put((byte) action.number()).put((byte) outcome.ordinal()).put((byte) purpose.ordinal());
        bytes.put((byte) track.map(Track::ordinal).orElse(-1).intValue());
        bytes.putLong(agent).putInt(entities.size());
        entities.forEach(bytes::putLong);
        return bytes.put(commitment.raw()).put(sealed.raw()).array();
    }

    public Hash hash() {
        return MerkleTree.leaf(canonical());
    }

    /** @throws IllegalArgumentException when the bytes are not the one form of a leaf */
    public static Leaf parse(byte[] canonical) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(canonical);
            if (bytes.get() != VERSION) {
                throw new IllegalArgumentException("A leaf of another version.");
            }
            long sequence = bytes.getLong();
            Instant at = instant(bytes.getLong());
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            int owner = bytes.getInt();
            Action action = Action.of(bytes.get());
            Outcome outcome = Outcome.values()[bytes.get()];
            Purpose purpose = Purpose.values()[bytes.get()];
            byte track = bytes.get();
            long agent = bytes.getLong();
            int count = bytes.getInt();
            if (count < 0 || bytes.remaining() != 8L * count + 2 * Hash.LENGTH) {
                throw new IllegalArgumentException("A leaf of another length.");
            }
            Long[] entities = new Long[count];
            for (int i = 0; i < count; i++) {
                entities[i] = bytes.getLong();
            }
            return new Leaf(
                    sequence,
                    at,
                    id,
                    owner,
                    action,
                    outcome,
                    purpose,
                    track == -1 ? Optional.empty() : Optional.of(Track.values()[track]),
                    agent,
                    Arrays.asList(entities),
                    hash(bytes),
                    hash(bytes));
        } catch (java.nio.BufferUnderflowException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Not a leaf.", e);
        }
    }

    private static Hash hash(ByteBuffer bytes) {
        byte[] hash = new byte[Hash.LENGTH];
        bytes.get(hash);
        return Hash.of(hash);
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
    }
}
