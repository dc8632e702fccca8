package health.confidant.server.backup;

import health.confidant.server.database.StartRefused;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.KeyException;
import health.confidant.server.keys.StreamSeal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Writes every table and sequence, of one instant, into a sealed stream, and puts them back. Sealed with the service
 * key of the key store, whose own backup is another one: neither opens without the other.
 */
public final class Backup {
    private static final String MAGIC = "confidant-backup-1";
    private static final String PLACE = "backup";

    private final StreamSeal seal;

    public Backup(StreamSeal seal) {
        this.seal = seal;
    }

    /** @return how many rows were written */
    public long write(DataSource owner, OutputStream target) throws IOException, SQLException {
        try (Connection connection = owner.getConnection();
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                        new GZIPOutputStream(seal.seal(0, KeyClass.SERVICE, PLACE, target)), 1 << 16))) {
            requireSight(connection);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            out.writeUTF(MAGIC);
            out.writeUTF(version(connection));
            out.writeUTF(String.join(",", Tables.months(connection)));
            Map<String, String> tables = Tables.ordered(connection);
            out.writeInt(tables.size());
            long rows = 0;
            for (Map.Entry<String, String> table : tables.entrySet()) {
                out.writeUTF(table.getKey());
                out.writeUTF(table.getValue());
                Chunks chunks = new Chunks(out);
                rows += copies(connection)
                        .copyOut(
                                "copy (select " + table.getValue() + " from " + table.getKey()
                                        + ") to stdout (format binary)",
                                chunks);
                chunks.end();
            }
            sequences(connection, out);
            out.writeUTF(MAGIC);
            connection.rollback();
            return rows;
        }
    }

    /**
     * Replaces everything in the database, in one transaction; or changes nothing. The next start replays the
     * tombstones before its first request.
     *
     * @return how many rows were read
     * @throws KeyException.Broken when the file was changed or cut off
     * @throws StartRefused when it is of another version of the schema
     */
    public long restore(DataSource owner, InputStream source) throws IOException, SQLException {
        try (Connection connection = owner.getConnection();
                DataInputStream in = new DataInputStream(new BufferedInputStream(
                        new GZIPInputStream(seal.open(0, KeyClass.SERVICE, PLACE, source)), 1 << 16))) {
            requireSight(connection);
            connection.setAutoCommit(false);
            if (!in.readUTF().equals(MAGIC)) {
                throw new StartRefused("This is no backup of Confidant.");
            }
            String version = in.readUTF();
            if (!version.equals(version(connection))) {
                throw new StartRefused("The backup is of schema version " + version + ", the database of "
                        + version(connection) + ". Restore it with the release that wrote it, then upgrade.");
            }
            months(connection, in.readUTF());
            List<String> tables = new ArrayList<>(Tables.ordered(connection).keySet());
            List<String> triggers = Tables.withTriggers(connection);
            try (Statement sql = connection.createStatement()) {
                for (String table : triggers) {
                    sql.execute("alter table " + table + " disable trigger user"); // Append-only logs are filled anew.
                }
                sql.execute("truncate " + String.join(", ", tables) + " cascade");
                long rows = 0;
                for (int n = in.readInt(); n > 0; n--) {
                    String table = in.readUTF();
                    String columns = in.readUTF();
                    rows += copies(connection)
                            .copyIn(
                                    "copy " + table + " (" + columns + ") from stdin (format binary)",
                                    new Chunks.In(in));
                }
                restoreSequences(connection, in);
                if (!in.readUTF().equals(MAGIC)) {
                    throw new KeyException.Broken("The backup has no end.");
                }
                for (String table : triggers) {
                    sql.execute("alter table " + table + " enable trigger user");
                }
                connection.commit();
                return rows;
            } catch (IOException | SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** The months that the journal was kept in when the backup was made. */
    private static void months(Connection connection, String months) throws SQLException {
        try (PreparedStatement make = connection.prepareStatement("select confidant.journal_partition(?::date)")) {
            for (String month : months.isEmpty() ? new String[0] : months.split(",")) {
                make.setString(1, month);
                make.execute();
            }
        }
    }

    private static void sequences(Connection connection, DataOutputStream out) throws SQLException, IOException {
        List<String> names = Tables.sequences(connection);
        out.writeInt(names.size());
        for (String name : names) {
            try (Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery("select last_value, is_called from " + name)) {
                row.next();
                out.writeUTF(name);
                out.writeLong(row.getLong(1));
                out.writeBoolean(row.getBoolean(2));
            }
        }
    }

    private static void restoreSequences(Connection connection, DataInputStream in) throws SQLException, IOException {
        try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            for (int n = in.readInt(); n > 0; n--) {
                set.setString(1, in.readUTF());
                set.setLong(2, in.readLong());
                set.setBoolean(3, in.readBoolean());
                set.execute();
            }
        }
    }

    private static org.postgresql.copy.CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** Row-level security is forced on the owner too, who would write a backup of nothing. */
    private static void requireSight(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(
                        "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new StartRefused("The account in CONFIDANT_DATABASE_USER sees no records, which is right for the"
                        + " server and wrong for a backup. Run this command with an account that has BYPASSRLS and owns"
                        + " the tables, or a superuser.");
            }
        }
    }

    private static String version(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(
                        "select max(version::int) || '/' || (select count(*) from pg_attribute a join pg_class c on"
                                + " c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname in"
                                + " ('public', 'confidant') and c.relkind in ('r', 'p') and not c.relispartition) from confidant.flyway_schema_history where"
                                + " version is not null")) {
            row.next();
            return row.getString(1);
        }
    }
}
