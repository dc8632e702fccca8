package health.confidant.server.segment;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.access.ProvisionId;
import health.confidant.fhir.consent.ContentSelector;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The provisions that carve an owner's records: the patient's, or of a couple those of its partners, former ones too. */
final class CarvingRules {
    record Rule(ProvisionId id, Effect effect, ContentSelector selector) {}

    /**
     * What SQL can say of a selector without opening a body: no record that it matches may pass unseen, so each part is
     * empty where it cannot be said.
     */
    record Sieve(String[] types, String[] ids) {}

    static final String SIEVE =
            """
            r.partition_id = any(?)
            and (cardinality(?::text[]) = 0 or r.res_type = any(?))
            and (cardinality(?::text[]) = 0 or r.fhir_id = any(?))
            """;

    private static final String READ =
            """
            select provision, effect, classes, codes, data, data_starts, data_ends from confidant.consent
            where carved and patient in (select ? union select partner from confidant.couple where couple = ?)
            """;
    /** The advisory locks of owners, apart from any other user of them. */
    private static final int LOCKS = 0x436f6e66;

    private final JdbcTemplate sql;

    CarvingRules(JdbcTemplate sql) {
        this.sql = sql;
    }

    static boolean isProvision(ProvisionId id) {
        return !id.equals(ProvisionId.IDENTITY);
    }

    List<Rule> of(Owner owner) {
        return sql.query(
                READ,
                (row, n) -> new Rule(
                        new ProvisionId(row.getString(1)),
                        Effect.valueOf(row.getString(2)),
                        new ContentSelector(
                                set(row.getArray(3).getArray()),
                                set(row.getArray(4).getArray()),
                                set(row.getArray(5).getArray()),
                                new Period(
                                        instant(row.getObject(6, OffsetDateTime.class)),
                                        instant(row.getObject(7, OffsetDateTime.class))))),
                owner.id(),
                owner.id());
    }

    /** The same under the owner's shared lock, read once a transaction: while it is held no other one changes them. */
    List<Rule> locked(Owner owner) {
        Held held = Held.current();
        return held.rules.computeIfAbsent(owner.id(), id -> {
            sql.queryForList("select pg_advisory_xact_lock_shared(?, ?)", LOCKS, id);
            return of(owner);
        });
    }

    /** Until the end of the transaction nobody else writes a record or a consent of these owners. */
    void lock(Collection<Owner> owners) {
        Held held = Held.current();
        owners.stream().map(Owner::id).sorted().forEach(id -> {
            sql.queryForList("select pg_advisory_xact_lock(?, ?)", LOCKS, id);
            held.rules.remove(id);
        });
    }

    static Sieve sieve(ContentSelector selector, Function<String, Set<String>> refersTo) {
        boolean documents = selector.classes().stream().anyMatch(type -> type.contains("|"));
        Set<String> types = documents ? Set.of() : selector.classes();
        Set<String> ids = new HashSet<>();
        for (String datum : selector.data()) {
            String reference = datum.substring(datum.indexOf(' ') + 1);
            switch (datum.substring(0, datum.indexOf(' '))) {
                case "instance" -> ids.add(id(reference));
                case "related" -> {
                    ids.add(id(reference));
                    refersTo.apply(reference).forEach(other -> ids.add(id(other)));
                }
                default -> {
                    return new Sieve(array(types), new String[0]);
                }
            }
        }
        return new Sieve(array(types), array(ids));
    }

    private static String id(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static String[] array(Set<String> values) {
        return values.toArray(String[]::new);
    }

    private static Set<String> set(Object array) {
        return new HashSet<>(Arrays.asList((String[]) array));
    }

    private static Instant instant(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MIN)) {
            return Instant.MIN;
        }
        return time.equals(OffsetDateTime.MAX) ? Instant.MAX : time.toInstant();
    }

    /** What the running transaction has read under its locks. */
    private static final class Held implements TransactionSynchronization {
        private final Map<Integer, List<Rule>> rules = new HashMap<>();

        private static Held current() {
            return TransactionSynchronizationManager.getSynchronizations().stream()
                    .filter(Held.class::isInstance)
                    .map(Held.class::cast)
                    .findFirst()
                    .orElseGet(() -> {
                        Held held = new Held();
                        TransactionSynchronizationManager.registerSynchronization(held);
                        return held;
                    });
        }
    }
}
