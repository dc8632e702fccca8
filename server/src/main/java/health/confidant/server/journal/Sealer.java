package health.confidant.server.journal;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.Checkpoint;
import health.confidant.audit.Frontier;
import health.confidant.audit.SignedCheckpoint;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is durable into the tree and signs it: the file of checkpoints first, then the database. Every number below
 * the ones in flight is there, or its place says why it is not.
 */
final class Sealer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final int MOST = 5_000;
    private static final String READ = "select " + Row.COLUMNS
            + " from confidant.journal where log = ? and sequence >= ? and sequence < ? order by sequence";

    private final DataSource source;
    private final NodeLog log;
    private final CheckpointFile file;
    private final Draft.Maker drafts;
    private final Clock clock;
    private final Map<Long, Long> doubtful = new HashMap<>();
    private final Set<Long> reported = new HashSet<>();
    private Connection kept;
    private Frontier frontier;
    private volatile SignedCheckpoint last;

    /** @param frontier the edge of the last checkpoint */
    Sealer(
            DataSource source,
            NodeLog log,
            CheckpointFile file,
            Draft.Maker drafts,
            Clock clock,
            Frontier frontier,
            SignedCheckpoint last) {
        this.source = source;
        this.log = log;
        this.file = file;
        this.drafts = drafts;
        this.clock = clock;
        this.frontier = frontier;
        this.last = last;
    }

    Optional<SignedCheckpoint> last() {
        return Optional.ofNullable(last);
    }

    /** Records that are durable and not sealed yet, about. */
    synchronized long waiting() {
        return log.numbers().settled() - frontier.size();
    }

    /** Seals all that is settled now. */
    synchronized void seal() throws SQLException, IOException {
        long until = log.numbers().settled();
        if (until == frontier.size()) {
            return;
        }
        try {
            Connection own = connection();
            long size = -1;
            while (frontier.size() < until && frontier.size() != size) {
                size = frontier.size();
                pass(own, Math.min(until, size + MOST));
            }
        } catch (SQLException | IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Kept: to connect and prove the password twice a second costs more than to seal. */
    private Connection connection() throws SQLException {
        if (kept == null) {
            kept = source.getConnection();
        }
        return kept;
    }

    @Override
    public synchronized void close() {
        try {
            if (kept != null) {
                kept.close();
            }
        } catch (SQLException e) {
            LOG.debug("The sealer's connection was broken.");
        }
        kept = null;
    }

    private void pass(Connection connection, long until) throws SQLException, IOException {
        long from = frontier.size();
        Frontier grown = frontier.copy();
        List<SealedNodes.Node> nodes = new ArrayList<>();
        for (Row row : whole(connection, from, until)) {
            if (!log.wrote(row) && reported.add(row.leaf().sequence())) {
                alarm(connection, "record " + row.leaf().sequence() + " was changed before it was sealed");
            }
            grown.add(row.leaf().hash(), (level, index, hash) -> {
                if (level > 0 && level % TileNodes.TILE == 0) {
                    nodes.add(new SealedNodes.Node(level, index, hash));
                }
            });
        }
        if (grown.size() == from) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant at = last == null || now.isAfter(last.checkpoint().at())
                ? now
                : last.checkpoint().at();
        SignedCheckpoint signed =
                log.signer().sign(new Checkpoint(log.signer().key().name(), grown.size(), grown.root(), at));
        file.append(signed);
        SealedNodes.store(connection, log.id(), nodes, signed);
        frontier = grown;
        last = signed;
        log.numbers().forget(grown.size());
    }

    /** The rows up to the first number whose fate is still open; one says why where nothing is. */
    private List<Row> whole(Connection connection, long from, long until) throws SQLException {
        connection.setAutoCommit(true);
        long[] horizon = horizon(connection);
        Map<Long, Row> rows = rows(connection, from, until);
        List<Row> whole = new ArrayList<>();
        List<Row> fillers = new ArrayList<>();
        for (long number = from; number < until; number++) {
            Row row = rows.get(number);
            if (row == null) {
                Numbers.Fate fate = log.numbers().fate(number);
                if (fate == Numbers.Fate.UNKNOWN && horizon[0] < doubtful.computeIfAbsent(number, n -> horizon[1])) {
                    break;
                }
                row = filler(number, fate == Numbers.Fate.RECORDED);
                fillers.add(row);
            }
            doubtful.remove(number);
            whole.add(row);
        }
        if (!fillers.isEmpty()) {
            connection.setAutoCommit(false);
            Row.insert(connection, fillers);
            connection.commit();
            connection.setAutoCommit(true);
        }
        return whole;
    }

    private Row filler(long number, boolean gone) {
        if (gone) {
            LOG.error("Journal: record {} was durable and is gone before it was sealed", number);
        }
        Action action = gone ? Action.MISSING : Action.VOID;
        String detail = gone ? "this record was durable and is gone" : "nothing was done under this number";
        return log.row(number, drafts.make(system(action, detail), 0));
    }

    private void alarm(Connection connection, String detail) throws SQLException {
        LOG.error("Journal: {}", detail);
        long number = log.numbers().take();
        try {
            Row.insert(connection, List.of(log.row(number, drafts.make(system(Action.ALERT, detail), 0))));
            log.numbers().settle(number, Numbers.Fate.RECORDED);
        } catch (SQLException e) {
            log.numbers().settle(number, Numbers.Fate.UNKNOWN);
            throw e;
        }
    }

    private AuditRecord system(Action action, String detail) {
        return AuditRecord.of(action, Outcome.SUCCESS, clock.instant())
                .id(new UUID(0, 0))
                .agent(log.signer().key().name())
                .detail(detail)
                .build();
    }

    private Map<Long, Row> rows(Connection connection, long from, long until) throws SQLException {
        Map<Long, Row> rows = new java.util.TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setInt(1, log.id());
            query.setLong(2, from);
            query.setLong(3, until);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Row read = Row.read(row);
                    rows.put(read.leaf().sequence(), read);
                }
            }
        }
        return rows;
    }

    /** The oldest transaction that runs, and the next one to begin: nothing that ran before can commit any more. */
    private static long[] horizon(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select pg_snapshot_xmin(s)::text::bigint,"
                        + " pg_snapshot_xmax(s)::text::bigint from pg_current_snapshot() s");
                ResultSet row = query.executeQuery()) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2)};
        }
    }
}
