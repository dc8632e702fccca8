package health.confidant.server.report;

import health.confidant.accounting.Clocks;
import health.confidant.accounting.Disclosed;
import health.confidant.accounting.Suspension;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ledger of disclosures, and what is kept about accountings of it (45 CFR 164.528(d)). */
public final class AccountingStore {
    /** A request on paper that was not answered yet. */
    record Open(Instant requested, Instant due, boolean extended) {}

    /** A suspension, and who wrote the agency's statement down. */
    record Stated(Suspension suspension, String officer) {}

    private final JdbcTemplate sql;

    public AccountingStore(JdbcTemplate sql) {
        this.sql = sql;
    }

    List<Disclosed> ledger(String patient) {
        return sql.query(
                "select at, recipient, recipient_name, recipient_address, purpose, types, request from confidant.disclosure"
                        + " where patient = ? order by at, id",
                (row, n) -> new Disclosed(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("recipient"),
                        row.getString("recipient_name"),
                        row.getString("recipient_address"),
                        row.getString("purpose"),
                        List.of((String[]) row.getArray("types").getArray()),
                        row.getString("request")),
                patient);
    }

    List<Suspension> suspensions(int owner) {
        return stated(owner).stream().map(Stated::suspension).toList();
    }

    List<Stated> stated(int owner) {
        return sql.query(
                "select recipient, starts, ends, officer from confidant.accounting_suspension where owner = ?",
                (row, n) -> new Stated(
                        new Suspension(
                                row.getString(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getObject(3, OffsetDateTime.class).toInstant()),
                        row.getString(4)),
                owner);
    }

    void suspend(int owner, Suspension suspension, boolean written, String statement, String officer) {
        sql.update(
                "insert into confidant.accounting_suspension (owner, recipient, starts, ends, written, statement, officer)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                owner,
                suspension.recipient(),
                time(suspension.from()),
                time(suspension.until()),
                written,
                statement,
                officer);
    }

    /**
     * An accounting was given now; it answers an open request.
     *
     * @return whether it is free
     */
    boolean given(int owner, Instant now, String by) {
        List<Instant> earlier = sql
                .queryForList(
                        "select given from confidant.accounting where owner = ? and given is not null",
                        OffsetDateTime.class,
                        owner)
                .stream()
                .map(OffsetDateTime::toInstant)
                .toList();
        boolean free = Clocks.free(earlier, now);
        int answered = sql.update(
                "update confidant.accounting set given = ?, given_by = ?, free = ? where owner = ? and given is null",
                time(now),
                by,
                free,
                owner);
        if (answered == 0) {
            sql.update(
                    "insert into confidant.accounting (owner, requested, given, given_by, free) values (?, ?, ?, ?, ?)",
                    owner,
                    time(now),
                    time(now),
                    by,
                    free);
        }
        return free;
    }

    /** Opens a request, or finds the one that is open. */
    Open request(int owner, Instant now) {
        return open(owner).orElseGet(() -> {
            sql.update("insert into confidant.accounting (owner, requested) values (?, ?)", owner, time(now));
            return open(owner).orElseThrow();
        });
    }

    Optional<Open> extend(int owner, String reason, Instant now) {
        Optional<Open> open =
                open(owner).filter(request -> !request.extended() && Clocks.extendable(request.requested(), now));
        if (open.isEmpty()) {
            return open;
        }
        sql.update("update confidant.accounting set extension = ? where owner = ? and given is null", reason, owner);
        return open(owner);
    }

    private Optional<Open> open(int owner) {
        return sql
                .query(
                        "select requested, extension is not null from confidant.accounting where owner = ? and given is null",
                        (row, n) -> {
                            Instant requested =
                                    row.getObject(1, OffsetDateTime.class).toInstant();
                            boolean extended = row.getBoolean(2);
                            return new Open(requested, Clocks.due(requested, extended), extended);
                        },
                        owner)
                .stream()
                .findFirst();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
