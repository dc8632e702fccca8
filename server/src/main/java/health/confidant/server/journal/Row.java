package health.confidant.server.journal;

import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.Hash;
import health.confidant.audit.Leaf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A record as it lies in {@code confidant.journal}. */
record Row(int log, Leaf leaf, byte[] body, byte[] mac) {
    static final String COLUMNS =
            "log, sequence, at, id, owner, action, outcome, purpose, track, agent, entities, commitment, body, mac";

    /** As many go into one statement; more are a batch of statements. */
    static final int TOGETHER = 16;

    private static final int FIELDS = 14;

    static void insert(Connection connection, List<Row> rows) throws SQLException {
        insert(connection, rows, "confidant.journal");
    }

    /** The table is another one in the benchmark alone. */
    static void insert(Connection connection, List<Row> rows, String table) throws SQLException {
        for (int from = 0; from < rows.size(); from += TOGETHER) {
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + TOGETHER));
            String values = ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)".repeat(some.size());
            String statement = "insert into " + table + " (" + COLUMNS + ") values " + values.substring(2);
            try (PreparedStatement insert = connection.prepareStatement(statement)) {
                for (int i = 0; i < some.size(); i++) {
                    some.get(i).bind(connection, insert, i * FIELDS);
                }
                insert.executeUpdate();
            }
        }
    }

    private void bind(Connection connection, PreparedStatement insert, int before) throws SQLException {
        insert.setInt(before + 1, log);
        insert.setLong(before + 2, leaf.sequence());
        insert.setObject(before + 3, leaf.at().atOffset(ZoneOffset.UTC));
        insert.setObject(before + 4, leaf.id());
        insert.setInt(before + 5, leaf.owner());
        insert.setInt(before + 6, leaf.action().number());
        insert.setInt(before + 7, leaf.outcome().ordinal());
        insert.setInt(before + 8, leaf.purpose().ordinal());
        insert.setInt(before + 9, leaf.track().map(Track::ordinal).orElse(-1));
        insert.setLong(before + 10, leaf.agent());
        insert.setArray(
                before + 11, connection.createArrayOf("int8", leaf.entities().toArray()));
        insert.setBytes(before + 12, leaf.commitment().bytes());
        insert.setBytes(before + 13, body);
        insert.setBytes(before + 14, mac);
    }

    /** @throws IllegalArgumentException when a column has no value that it can have */
    static Row read(ResultSet row) throws SQLException {
        byte[] body = row.getBytes("body");
        int track = row.getInt("track");
        try {
            Leaf leaf = new Leaf(
                    row.getLong("sequence"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getObject("id", UUID.class),
                    row.getInt("owner"),
                    Action.of(row.getInt("action")),
                    Outcome.values()[row.getInt("outcome")],
                    Purpose.values()[row.getInt("purpose")],
                    track == -1 ? Optional.empty() : Optional.of(Track.values()[track]),
                    row.getLong("agent"),
                    Arrays.asList((Long[]) row.getArray("entities").getArray()),
                    Hash.of(row.getBytes("commitment")),
                    Leaf.digest(body));
            return new Row(row.getInt("log"), leaf, body, row.getBytes("mac"));
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("A column has a value that it cannot have.", e);
        }
    }
}
