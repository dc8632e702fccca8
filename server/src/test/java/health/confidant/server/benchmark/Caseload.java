package health.confidant.server.benchmark;

import health.confidant.ig.World;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A counselor with so many readable segments: two of the charts' patients, and other patients without a chart, whose
 * segments and care-team facts are put into the database as they would be there.
 */
final class Caseload {
    static final int PATIENTS = 2;
    /** Clinicians of the cast, one for each size. */
    private static final List<String> CLINICIANS = List.of("okafor", "alvarez", "lee", "sato");

    private Caseload() {}

    /** Gives the n-th clinician the caseload unless it is there; @return the login */
    static String of(Contender confidant, int n, int segments) {
        JdbcTemplate sql = confidant.administrator();
        String clinician = CLINICIANS.get(n);
        String login = "bench" + segments;
        String reference = "Practitioner/" + World.id("Practitioner/" + clinician);
        if (!sql.queryForList("select 1 from confidant.care_team where resource = ?", login)
                .isEmpty()) {
            return clinician;
        }
        List<String> charted =
                Population.of(confidant, new Charts(Charts.KIM), "kim").patients();
        sql.update(
                """
                insert into confidant.care_team (resource, owner, track, member)
                select ?, o.id, 'INDIVIDUAL', ? from confidant.owner o where reference in (?, ?)
                """,
                login,
                reference,
                "Patient/" + charted.get(0),
                "Patient/" + charted.get(1));
        sql.update(
                "insert into confidant.owner (kind, reference) select 'PATIENT', 'Patient/' || ? || '-' || n from"
                        + " generate_series(1, ?) n",
                login,
                segments);
        sql.update(
                """
                insert into confidant.segment (owner, track, labels)
                select id, 'INDIVIDUAL', '{PART2,RESTRICTED}' from confidant.owner where reference like ?
                """,
                "Patient/" + login + "-%");
        sql.update(
                """
                insert into confidant.care_team (resource, owner, track, member)
                select ?, id, 'INDIVIDUAL', ? from confidant.owner where reference like ?
                """,
                login,
                reference,
                "Patient/" + login + "-%");
        sql.execute("analyze confidant.owner, confidant.segment, confidant.care_team");
        return clinician;
    }
}
