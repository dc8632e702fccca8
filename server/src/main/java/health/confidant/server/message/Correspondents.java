package health.confidant.server.message;

import health.confidant.access.Owner;
import health.confidant.access.Role;
import health.confidant.access.Track;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who writes to whom about a subject: a patient with the clinicians of the individual team; both partners with those of
 * the couple's. So nobody learns from it of a team that is not theirs. Whether they may, the decision says besides.
 */
final class Correspondents {
    private static final String ABOUT =
            """
            select reference from confidant.owner where id = ? and kind = 'PATIENT'
            union select p.reference from confidant.couple c join confidant.owner p on p.id = c.partner
                where c.couple = ? and c.starts <= now() and now() < c.ends
            union select t.member from confidant.care_team t
                join confidant.account a on a.reference = t.member and not a.disabled and a.roles && ?::text[]
                where t.owner = ? and t.track = ? and t.starts <= now() and now() < t.ends
            """;
    /** Patients whose conversations somebody is in. */
    private static final String WITH =
            """
            with mine as (
                select id from confidant.owner where reference = ? and kind = 'PATIENT'
                union select t.owner from confidant.care_team t
                    where t.member = ? and t.starts <= now() and now() < t.ends
                union select c.couple from confidant.couple c join confidant.owner p on p.id = c.partner
                    where p.reference = ? and c.starts <= now() and now() < c.ends
            )
            select id, reference from confidant.owner where kind = 'PATIENT' and (id in (select id from mine)
                or id in (select partner from confidant.couple where couple in (select id from mine)
                          and starts <= now() and now() < ends))
            order by id
            """;

    private final JdbcTemplate sql;

    Correspondents(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** The track that messages about this subject are on. */
    static Track track(Owner subject) {
        return subject.kind() == Owner.Kind.COUPLE ? Track.COUPLES : Track.INDIVIDUAL;
    }

    Set<String> about(Owner subject) {
        return new TreeSet<>(sql.queryForList(
                ABOUT,
                String.class,
                subject.id(),
                subject.id(),
                Role.CLINICIANS.stream().map(Role::name).toArray(String[]::new),
                subject.id(),
                track(subject).name()));
    }

    /** In whose logs a change of this person's keys stands. */
    List<Owner> patientsWith(String person) {
        return sql.query(
                WITH,
                (row, n) -> new Owner(row.getInt(1), Owner.Kind.PATIENT, row.getString(2)),
                person,
                person,
                person);
    }
}
