package health.confidant.server.watch;

import health.confidant.watch.Relations;
import org.springframework.jdbc.core.JdbcTemplate;

/** Couples, and the persons whom the officer marked. */
final class StoredRelations implements Relations {
    private final JdbcTemplate sql;

    StoredRelations(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public boolean partners(String agent, String patient) {
        return !agent.equals(patient)
                && sql.queryForObject(
                        """
                        select exists (select from confidant.couple a
                            join confidant.couple b on b.couple = a.couple and b.partner <> a.partner
                            join confidant.owner x on x.id = a.partner join confidant.owner y on y.id = b.partner
                            where x.reference = ? and y.reference = ?)
                        """,
                        Boolean.class,
                        agent,
                        patient);
    }

    @Override
    public boolean marked(String patient) {
        return sql.queryForObject(
                "select exists (select from confidant.marked m join confidant.owner o on o.id = m.owner where"
                        + " o.reference = ?)",
                Boolean.class,
                patient);
    }
}
