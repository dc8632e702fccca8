package health.confidant.server.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of {@code confidant.device}. A key is written once; all that ever changes is that it is revoked. */
final class Devices {
    private static final String SELECT = "select id, person, kind, name, kid, encryption, signer, signature, wrapped,"
            + " created, revoked from confidant.device ";

    private final JdbcTemplate sql;

    Devices(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** Until the end of the transaction nobody else registers for this person. */
    void lock(String person) {
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 53))", row -> {}, person);
    }

    /** @return false for a key that is registered already, whoever's it is */
    boolean create(Device device) {
        try {
            return sql.update(
                            "insert into confidant.device (id, person, kind, name, kid, encryption, signer, signature,"
                                    + " wrapped) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            device.id(),
                            device.person(),
                            device.kind().name(),
                            device.name(),
                            device.encryption().thumbprint(),
                            device.encryption().json(),
                            device.signature().map(PublicKey::thumbprint).orElse(null),
                            device.signature().map(PublicKey::json).orElse(null),
                            device.wrapped().orElse(null))
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** All that somebody ever registered, the oldest first. */
    List<Device> of(String person) {
        return sql.query(SELECT + "where person = ? order by created, id", (row, n) -> read(row), person);
    }

    /** @return false for a device that is revoked already */
    boolean revoke(UUID id) {
        return sql.update(
                        "update confidant.device set revoked = clock_timestamp() where id = ? and revoked is null", id)
                == 1;
    }

    /** Whose the keys are that are in force, until the end of the transaction: a revocation waits for it. */
    Map<String, String> holdersOf(Collection<String> kids) {
        return sql
                .query(
                        "select kid, person from confidant.device where kid = any (?) and revoked is null"
                                + " order by kid for share",
                        (row, n) -> Map.entry(row.getString(1), row.getString(2)),
                        (Object) kids.toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    int remove(String person) {
        return sql.update("delete from confidant.device where person = ?", person);
    }

    private static Device read(ResultSet row) throws SQLException {
        String signer = row.getString(7);
        return new Device(
                row.getObject(1, UUID.class),
                row.getString(2),
                Device.Kind.valueOf(row.getString(3)),
                row.getString(4),
                new PublicKey(row.getString(6), row.getString(5)),
                Optional.ofNullable(row.getString(8)).map(json -> new PublicKey(json, signer)),
                Optional.ofNullable(row.getString(9)),
                instant(row, 10).orElseThrow(),
                instant(row, 11));
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
