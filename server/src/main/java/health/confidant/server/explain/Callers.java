package health.confidant.server.explain;

import health.confidant.access.Actor;
import health.confidant.access.Owner;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Everybody who could ask about an owner: staff, outside systems, and the patient with the partners. Each with the
 * widest token there could be, and a system with each purpose that it may assert, so that what a list says nobody can
 * see, nobody can.
 */
public final class Callers {
    /** @param display as the directory or the client registry has it, or empty */
    public record Person(Actor actor, Purpose purpose, String display) {
        public String reference() {
            return actor.reference();
        }
    }

    private static final String READ =
            """
            select a.reference, a.roles, '' as client, null as purpose, coalesce(p.name, '') as display
            from confidant.account a left join confidant.party p on p.reference = a.reference
            where not a.disabled and (a.roles <> '{PATIENT}' or a.reference in (
                select reference from confidant.owner where id = ?
                union select o.reference from confidant.couple c join confidant.owner o on o.id = c.partner
                    where c.couple = ? or c.couple in (select couple from confidant.couple where partner = ?)
                union select unnest(recipients) from confidant.consent where patient = ?))
            union all
            select reference, roles, client_id, each, name from confidant.client
                cross join lateral unnest(array[purpose] || purposes) each
            where kind = 'BACKEND' and not disabled
            """;
    private static final Set<Scope> EVERYTHING =
            Set.of(Scope.parse("user/*.cruds").orElseThrow());

    private final JdbcTemplate sql;

    public Callers(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** @param patient or couple */
    public List<Person> about(Owner patient) {
        return sql.query(READ, (row, n) -> person(row), patient.id(), patient.id(), patient.id(), patient.id()).stream()
                .distinct()
                .toList();
    }

    /** What somebody acts for now: teams, roles, organisations, groups and couples. */
    public Set<String> parties(String member) {
        return Set.copyOf(sql.queryForList(
                """
                select resource from confidant.care_team where member = ? and starts <= now() and now() < ends
                union select party from confidant.membership where member = ? and starts <= now() and now() < ends
                union select c.resource from confidant.couple c join confidant.owner o on o.id = c.partner
                    where o.reference = ? and starts <= now() and now() < ends
                """,
                String.class,
                member,
                member,
                member));
    }

    private static Person person(ResultSet row) throws SQLException {
        Set<Role> roles = Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
        String purpose = row.getString("purpose");
        Actor actor = new Actor(
                row.getString("reference"),
                roles,
                row.getString("client"),
                EVERYTHING,
                Optional.empty(),
                Optional.empty());
        return new Person(actor, purpose == null ? usual(roles) : Purpose.valueOf(purpose), row.getString("display"));
    }

    /** For which purpose people of these roles sign in. */
    private static Purpose usual(Set<Role> roles) {
        if (roles.contains(Role.PATIENT)) {
            return Purpose.PATRQT;
        }
        if (roles.stream().anyMatch(Role.CLINICIANS::contains)) {
            return Purpose.TREAT;
        }
        return roles.contains(Role.BILLER) ? Purpose.HPAYMT : Purpose.HOPERAT;
    }
}
