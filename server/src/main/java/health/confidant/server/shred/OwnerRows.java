package health.confidant.server.shred;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.Track;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.database.RowLevelSecurity;
import health.confidant.server.database.SystemScope;
import health.confidant.server.keys.KeyClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every row that HAPI keeps of an owner's records: versions, indexes, links from and to them, found searches. */
public final class OwnerRows {
    /** Versions and resources last: the others refer to them. */
    private static final List<String> LAST = List.of("hfj_res_ver", "hfj_resource");

    private final JdbcTemplate sql;
    private final Supplier<IHapiTransactionService> transactions;

    public OwnerRows(JdbcTemplate sql, Supplier<IHapiTransactionService> transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /**
     * Removes the rows of the tracks whose keys are of these classes; in one transaction.
     *
     * @return how many resources there were
     */
    int expunge(int owner, Set<KeyClass> kinds) {
        return system(() -> {
            Integer[] segments = segments(owner, kinds);
            if (segments.length == 0) {
                return 0;
            }
            sql.update(
                    "delete from hfj_search_result where resource_pid in (select res_id from hfj_resource where"
                            + " partition_id = any(?))",
                    (Object) segments);
            // What refers to the record is somebody else's and stays; its index of the reference goes.
            sql.update("delete from hfj_res_link where target_res_partition_id = any(?)", (Object) segments);
            int resources = 0;
            for (String table : order()) {
                int rows = sql.update("delete from " + table + " where partition_id = any(?)", (Object) segments);
                resources = rows;
            }
            if (kinds.contains(KeyClass.RECORD)) {
                sql.update("delete from confidant.care_team where owner = ?", owner);
            }
            if (kinds.contains(KeyClass.PAPERS)) {
                // The one fact that holds text: where the patient asked to be reached.
                sql.update("delete from confidant.contact where patient = ?", owner);
            }
            sql.update("update confidant.owner set changed = pg_current_xact_id() where id = ?", owner);
            return resources;
        });
    }

    /** How many resources of these tracks there are, deleted ones included. */
    int count(int owner, Set<KeyClass> kinds) {
        return system(() -> sql.queryForObject(
                "select count(*) from hfj_resource where partition_id = any(?)", Integer.class, (Object)
                        segments(owner, kinds)));
    }

    private Integer[] segments(int owner, Set<KeyClass> kinds) {
        String[] tracks = Arrays.stream(Track.values())
                .filter(track -> kinds.contains(Bodies.of(track)))
                .map(Track::name)
                .toArray(String[]::new);
        return sql.queryForList(
                        "select id from confidant.segment where owner = ? and track = any(?)",
                        Integer.class,
                        owner,
                        tracks)
                .toArray(Integer[]::new);
    }

    private List<String> order() {
        List<String> tables = new ArrayList<>(RowLevelSecurity.guarded(sql));
        tables.removeAll(LAST);
        tables.addAll(LAST);
        return tables;
    }

    private <T> T system(Supplier<T> work) {
        return SystemScope.run(
                SystemScope.Work.SHREDDING,
                () -> transactions.get().withRequest(new SystemRequestDetails()).execute(work::get));
    }
}
