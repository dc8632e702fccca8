package health.confidant.server.segment;

import health.confidant.access.Owner;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of {@code confidant.owner}. Only {@code changed} of a row ever changes, so the rest may be remembered. */
public final class Owners {
    private final JdbcTemplate sql;
    private final LongConsumer changing;
    private final Map<String, Owner> known = new ConcurrentHashMap<>();

    /** @param changing told the transaction that changes an owner's epoch, before it commits */
    public Owners(JdbcTemplate sql, LongConsumer changing) {
        this.sql = sql;
        this.changing = changing;
    }

    public Optional<Owner> find(String reference) {
        Owner owner = known.get(reference);
        if (owner != null) {
            return Optional.of(owner);
        }
        List<Owner> rows = sql.query(
                "select id, kind from confidant.owner where reference = ?",
                (row, n) -> new Owner(row.getInt(1), Owner.Kind.valueOf(row.getString(2)), reference),
                reference);
        rows.forEach(row -> known.put(reference, row));
        return rows.stream().findFirst();
    }

    /** The new owner's row; safe against another node that makes the same one. */
    Owner create(Owner.Kind kind, String reference) {
        sql.update(
                "insert into confidant.owner (kind, reference) values (?, ?) on conflict (reference) do nothing",
                kind.name(),
                reference);
        Owner owner = find(reference).orElseThrow();
        known.put(reference, owner);
        return owner;
    }

    /** Raises these owners' epochs: in the running transaction, so in force at its commit. */
    void touch(Collection<Integer> owners) {
        if (!owners.isEmpty()) {
            sql.queryForList(
                            "update confidant.owner set changed = pg_current_xact_id() where id = any(?)"
                                    + " returning changed::text::bigint",
                            Long.class,
                            (Object) owners.stream().distinct().sorted().toArray(Integer[]::new))
                    .forEach(changing::accept);
        }
    }

    /** The next patient or couple after this key; keys below 10 are the server's own. */
    public Optional<Owner> after(int id) {
        return sql
                .query(
                        "select id, kind, reference from confidant.owner where id > greatest(?, 9) and kind <> 'DIRECTORY'"
                                + " order by id limit 1",
                        (row, n) -> new Owner(row.getInt(1), Owner.Kind.valueOf(row.getString(2)), row.getString(3)),
                        id)
                .stream()
                .findFirst();
    }

    /** The couples that a patient is or was in, and for a couple its partners. */
    public List<Owner> related(Owner owner) {
        return sql.query(
                """
                select id, kind, reference from confidant.owner where id in (
                    select couple from confidant.couple where partner = ?
                    union select partner from confidant.couple where couple = ?)
                """,
                (row, n) -> new Owner(row.getInt(1), Owner.Kind.valueOf(row.getString(2)), row.getString(3)),
                owner.id(),
                owner.id());
    }
}
