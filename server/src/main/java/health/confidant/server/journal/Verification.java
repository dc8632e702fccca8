package health.confidant.server.journal;

import health.confidant.audit.CheckpointKey;
import health.confidant.audit.Leaf;
import health.confidant.audit.LogEntry;
import health.confidant.audit.LogVerifier;
import health.confidant.audit.SignedCheckpoint;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;

/** Verifies the logs of a database, and writes them out. */
public final class Verification {
    /**
     * What the reader trusts.
     *
     * @param keys public keys by origin; a log of another key is not believed. Empty: the database's own word is taken,
     *     which proves no more than that nobody changed it without the node's key
     * @param macs secret keys of the nodes' MACs by origin, where they are at hand: they name the very record
     * @param witnessed checkpoints that somebody else kept
     */
    public record Trust(Map<String, CheckpointKey> keys, Map<String, byte[]> macs, List<SignedCheckpoint> witnessed) {}

    private static final int LOOKS = 20;
    private static final long PAUSE = 500_000_000;

    private final Connection connection;

    public Verification(Connection connection) {
        this.connection = connection;
    }

    /** Each log by its origin. */
    public Map<String, LogVerifier.Result> verify(Trust trust) throws SQLException {
        Map<String, LogVerifier.Result> results = new LinkedHashMap<>();
        for (StoredLog log : StoredLog.all(connection)) {
            results.put(log.key().name(), verify(log, trust));
        }
        for (SignedCheckpoint signed : trust.witnessed()) {
            results.computeIfAbsent(
                    signed.checkpoint().origin(),
                    origin -> new LogVerifier.Result(
                            0,
                            0,
                            List.of(new LogVerifier.Finding(0, 0, "a witness knows this log, and it is gone")),
                            false));
        }
        return results;
    }

    /** A node that writes is given the time to seal what it began: its records are not in the order of their commits. */
    private static LogVerifier.Result verify(StoredLog log, Trust trust) throws SQLException {
        LogVerifier.Result result = once(log, trust);
        for (int i = 0; i < LOOKS && result.underWay(); i++) {
            LockSupport.parkNanos(PAUSE);
            result = once(log, trust);
        }
        return result;
    }

    private static LogVerifier.Result once(StoredLog log, Trust trust) throws SQLException {
        String origin = log.key().name();
        CheckpointKey key = trust.keys().getOrDefault(origin, log.key());
        List<SignedCheckpoint> own = new ArrayList<>();
        Optional<String> damaged = Optional.empty();
        try {
            own.addAll(log.checkpoints());
        } catch (IllegalArgumentException e) {
            damaged = Optional.of("a checkpoint in the database is no checkpoint");
        }
        byte[] mac = trust.macs().get(origin);
        BiPredicate<Leaf, byte[]> check = mac == null ? (leaf, found) -> true : genuine(mac);
        List<SignedCheckpoint> witnessed = trust.witnessed().stream()
                .filter(signed -> signed.checkpoint().origin().equals(origin))
                .toList();
        LogVerifier verifier = new LogVerifier(key, check, false, own, witnessed);
        damaged.ifPresent(verifier::fault);
        if (!trust.keys().isEmpty() && !trust.keys().containsKey(origin)) {
            verifier.fault("nobody trusts the key of this log");
        }
        if (!key.text().equals(log.key().text())) {
            verifier.fault("the database names another key for this log");
        }
        log.forEach(verifier::accept);
        return verifier.finish();
    }

    private static BiPredicate<Leaf, byte[]> genuine(byte[] key) {
        return (leaf, found) -> NodeLog.genuine(key, leaf, found);
    }

    /** Writes every log into a file of its own: what verifies without this database. */
    public void export(WriterFactory files) throws SQLException, IOException {
        for (StoredLog log : StoredLog.all(connection)) {
            List<SignedCheckpoint> checkpoints = log.checkpoints();
            long sealed = checkpoints.isEmpty()
                    ? 0
                    : checkpoints.get(checkpoints.size() - 1).checkpoint().size();
            List<LogEntry> entries = new ArrayList<>();
            long[] size = new long[1];
            log.forEach(entry -> {
                if (size[0] < sealed) {
                    entries.add(entry);
                    size[0] += entry instanceof LogEntry.Subtree part ? 1L << part.level() : 1;
                }
            });
            try (Writer out = files.open(log.key().name())) {
                health.confidant.audit.LogFile.write(out, log.key(), checkpoints, entries.iterator());
            }
        }
    }

    /** Opens the file for a log. */
    @FunctionalInterface
    public interface WriterFactory {
        Writer open(String origin) throws IOException;
    }
}
