package health.confidant.server.atrest;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.Track;
import health.confidant.server.database.StartRefused;
import health.confidant.server.database.SystemScope;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.Sealer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks at the rows themselves, by SQL, before the first request: whether they are sealed, and whether the key store is
 * the one that sealed them. A converter that is not called is silent; a lost key store must not be.
 */
public final class AtRestCheck {
    private static final int NEWEST = 1000;

    private final JdbcTemplate sql;
    private final Supplier<IHapiTransactionService> transactions;
    private final DataKeys keys;

    AtRestCheck(JdbcTemplate sql, Supplier<IHapiTransactionService> transactions, DataKeys keys) {
        this.sql = sql;
        this.transactions = transactions;
        this.keys = keys;
    }

    /**
     * After the canary is planted, so that there is a row to look at.
     *
     * @throws StartRefused when a body or an index is plain
     */
    public void sealed() {
        List<String> bodies = system(() -> sql.queryForList(
                "select res_text_vc from hfj_res_ver where res_text_vc is not null order by pid desc limit " + NEWEST,
                String.class));
        long plain =
                bodies.stream().filter(body -> Sealer.reference(body).isEmpty()).count();
        if (bodies.isEmpty() || plain > 0) {
            throw new StartRefused("Of the newest " + bodies.size() + " bodies, " + plain
                    + " are not sealed. The server will not start: a database that was written without keys has to be"
                    + " exported by the version that wrote it and loaded anew.");
        }
        int indexes = system(() -> sql.queryForObject(
                "select (select count(*) from (select from hfj_spidx_token where sp_value is not null limit 1) t)"
                        + " + (select count(*) from (select from hfj_spidx_string where sp_value_exact is not null"
                        + " limit 1) s)",
                Integer.class));
        if (indexes > 0) {
            throw new StartRefused("Search indexes hold plain values. The server will not start.");
        }
    }

    /**
     * Before anything is written.
     *
     * @throws StartRefused when the key store is not the one of this database, or lacks the key of an owner with rows
     */
    public void keyed() {
        String store = keys.identity();
        sql.update(
                "insert into confidant.key_store (identity) select ? where not exists (select from"
                        + " confidant.key_store)",
                store);
        String expected = sql.queryForObject("select identity from confidant.key_store", String.class);
        if (!store.equals(expected)) {
            throw new StartRefused(
                    "CONFIDANT_KEYS holds the key store " + store + ", but this database was sealed with " + expected
                            + ". Without it no record can be read. Restore that key store from its backup.");
        }
        List<String> lost = new ArrayList<>();
        for (Map<String, Object> row : system(
                () -> sql.queryForList(
                        """
                select distinct s.owner, s.track from confidant.segment s
                where exists (select from hfj_res_ver v where v.partition_id = s.id and v.res_text_vc is not null)
                """))) {
            int owner = (Integer) row.get("owner");
            KeyClass kind = Bodies.of(Track.valueOf((String) row.get("track")));
            if (!keys.holds(owner, kind) && !keys.destroyed(owner, kind)) {
                lost.add(owner + "-" + kind);
            }
        }
        if (!lost.isEmpty()) {
            throw new StartRefused("The keys of " + lost.size() + " owners are lost: they are not in the key store, and"
                    + " nobody destroyed them. Their records cannot be read. Restore the key store from its backup. The"
                    + " first are " + lost.subList(0, Math.min(10, lost.size())) + ".");
        }
    }

    private <T> T system(Supplier<T> work) {
        return SystemScope.run(
                SystemScope.Work.KEYS,
                () -> transactions.get().withRequest(new SystemRequestDetails()).execute(work::get));
    }
}
