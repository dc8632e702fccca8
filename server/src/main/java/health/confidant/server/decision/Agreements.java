package health.confidant.server.decision;

import health.confidant.access.Actor;
import health.confidant.access.Period;
import health.confidant.access.Role;
import health.confidant.access.StandingFact;
import health.confidant.agreement.AgreementTerm;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.AgreementSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The caller's agreements as they stand at this second; asked for service organisations alone. */
public final class Agreements implements AgreementSource {
    private static final String QUERY =
            """
            select n.now, s.starts, s.ends from (select clock_timestamp() as now) n
            left join confidant.standing s on s.holder = ? and s.kind = 'AGREEMENT'
            """;

    private final JdbcTemplate sql;

    public Agreements(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public Optional<String> refusal(AccessContext context) {
        Actor caller = context.actor();
        if (!caller.roles().contains(Role.ASSOCIATE)) {
            return Optional.empty(); // Spares everybody else the query; who needs one is the policy's to say.
        }
        List<StandingFact> agreements = new ArrayList<>();
        Instant[] now = new Instant[1];
        sql.query(
                QUERY,
                row -> {
                    now[0] = row.getObject(1, OffsetDateTime.class).toInstant();
                    if (row.getObject(2) != null) {
                        agreements.add(agreement(caller.reference(), row));
                    }
                },
                caller.reference());
        return AgreementTerm.refusal(caller, agreements, now[0]);
    }

    private static StandingFact agreement(String holder, ResultSet row) throws SQLException {
        Period period = new Period(FactStore.instant(row, 2), FactStore.instant(row, 3));
        return new StandingFact(holder, StandingFact.Kind.AGREEMENT, Set.of(), Set.of(), period);
    }
}
