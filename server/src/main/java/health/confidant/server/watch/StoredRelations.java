package health.confidant.server.watch;

import health.confidant.watch.Relations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Couples, and the persons whom the officer marked, as they are at one look: rules ask of each record.
 *
 * @param partners of each patient; references
 */
record StoredRelations(Map<String, Set<String>> partners, Set<String> marked) implements Relations {
    static StoredRelations read(JdbcTemplate sql) {
        Map<String, Set<String>> partners = new HashMap<>();
        sql.query(
                """
                select x.reference, y.reference from confidant.couple a
                join confidant.couple b on b.couple = a.couple and b.partner <> a.partner
                join confidant.owner x on x.id = a.partner join confidant.owner y on y.id = b.partner
                """,
                row -> {
                    partners.computeIfAbsent(row.getString(1), patient -> new HashSet<>())
                            .add(row.getString(2));
                });
        return new StoredRelations(
                partners,
                Set.copyOf(sql.queryForList(
                        "select o.reference from confidant.marked m join confidant.owner o on o.id = m.owner",
                        String.class)));
    }

    @Override
    public boolean partners(String agent, String patient) {
        return partners.getOrDefault(agent, Set.of()).contains(patient);
    }

    @Override
    public boolean marked(String patient) {
        return marked.contains(patient);
    }
}
