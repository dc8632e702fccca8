package health.confidant.audit;

import health.confidant.access.CitedRule;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A log in memory, with its keys, as a node would keep it. */
final class TestLog {
    static final Instant BEGIN = Instant.parse("2026-03-05T10:00:00.123456Z");

    final CheckpointSigner signer = signer("log.test/1");
    final List<AuditRecord> records = new ArrayList<>();
    final List<Leaf> leaves = new ArrayList<>();
    final List<LogEntry.Stored> entries = new ArrayList<>();
    final List<SignedCheckpoint> checkpoints = new ArrayList<>();
    private final Frontier frontier = new Frontier();

    static CheckpointSigner signer(String origin) {
        try {
            return new CheckpointSigner(
                    origin, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static AuditRecord record(long n) {
        return AuditRecord.of(
                        n % 3 == 0 ? Action.READ : Action.SEARCH,
                        n % 5 == 0 ? Outcome.DENIED : Outcome.SUCCESS,
                        BEGIN.plusSeconds(n))
                .id(new UUID(7, n))
                .request("request-" + n)
                .agent("Practitioner/8f1c0000-0000-4000-8000-00000000000" + n % 7)
                .client("clinician-app")
                .purpose(Purpose.TREAT)
                .address("10.0.0.9")
                .patient(Optional.of("Patient/a"))
                .owner(7)
                .entities(List.of(
                        "Observation/1/_history/2", "Condition/8f1c0000-0000-4000-8000-000000000001/_history/3"))
                .query("Observation?code=" + n)
                .rules(List.of(
                        new CitedRule(PolicyId.CARE_TEAM, new Rule.Permit(Set.of(), "A member of the care team.")),
                        new CitedRule(PolicyId.TRACK, new Rule.Forbid(Set.of(), "Another track."))))
                .roles(List.of("INDIVIDUAL_COUNSELOR"))
                .track(Optional.of(Track.INDIVIDUAL))
                .token(n % 2 == 0 ? "0a6b0000-0000-4000-8000-00000000000" + n % 10 : "")
                .build();
    }

    static byte[] salt(long n) {
        return java.nio.ByteBuffer.allocate(Payload.SALT).putLong(n).putLong(99).array();
    }

    static byte[] sealed(AuditRecord record) {
        byte[] bytes = Payload.salted(
                salt(record.id().getLeastSignificantBits()), Payload.of(record).bytes());
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x5A;
        }
        return bytes;
    }

    static Leaf leaf(long sequence, AuditRecord record) {
        return leaf(
                sequence, record, Payload.of(record).commitment(salt(record.id().getLeastSignificantBits())));
    }

    static Leaf leaf(long sequence, AuditRecord record, Hash commitment) {
        return new Leaf(
                sequence,
                record.at(),
                record.id(),
                record.owner(),
                record.action(),
                record.outcome(),
                record.purpose(),
                record.track(),
                record.agent().hashCode(),
                record.entities().stream().map(e -> (long) e.hashCode()).toList(),
                commitment,
                Leaf.digest(sealed(record)));
    }

    /** What a node's secret key makes of a leaf. */
    static byte[] mac(Leaf leaf) {
        return Hash.sha256("secret".getBytes(StandardCharsets.UTF_8), leaf.canonical())
                .bytes();
    }

    static boolean maced(Leaf leaf, byte[] mac) {
        return java.util.Arrays.equals(mac(leaf), mac);
    }

    static LogEntry.Stored entry(Leaf leaf, AuditRecord record) {
        return new LogEntry.Stored(leaf.canonical(), mac(leaf), sealed(record));
    }

    TestLog append(int count) {
        for (int i = 0; i < count; i++) {
            long n = records.size();
            AuditRecord record = record(n);
            Leaf leaf = leaf(n, record);
            records.add(record);
            leaves.add(leaf);
            entries.add(entry(leaf, record));
            frontier.add(leaf.hash());
        }
        return this;
    }

    TestLog seal() {
        checkpoints.add(signer.sign(new Checkpoint(
                signer.key().name(), frontier.size(), frontier.root(), BEGIN.plusSeconds(frontier.size() * 2))));
        return this;
    }

    Hash node(int level, long index) {
        if (level == 0) {
            return leaves.get((int) index).hash();
        }
        return MerkleTree.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    }

    SignedCheckpoint last() {
        return checkpoints.get(checkpoints.size() - 1);
    }

    Receipt receipt(int index, Set<Payload.Field> show) {
        long size = last().checkpoint().size();
        return Receipt.of(
                leaves.get(index),
                MerkleTree.inclusion(index, size, this::node),
                salt(index),
                Payload.of(records.get(index)),
                show);
    }

    String file() {
        StringWriter out = new StringWriter();
        try {
            LogFile.write(
                    out,
                    signer.key(),
                    checkpoints,
                    List.<LogEntry>copyOf(entries).iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
