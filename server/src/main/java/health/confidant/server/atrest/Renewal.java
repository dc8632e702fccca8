package health.confidant.server.atrest;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.Track;
import health.confidant.server.database.SystemScope;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.KeyRef;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Gives an owner a new data key and seals every version of every record, and every document, with it, in small
 * transactions beside the load. The generations before stay for a while, for those who read a row just before it was
 * sealed anew, and as long as anything is sealed with them; the ones before that are destroyed.
 */
public final class Renewal {
    private static final int BATCH = 100;

    /** Generations that stay: who read a body before it was sealed anew still opens it, also if keys are renewed in a row. */
    private static final int KEPT = 2;

    private record Row(long resource, long version, int segment, String body) {}

    /** What is sealed with the keys of owners beside the database. */
    public interface Store {
        /** Seals it anew with the owner's newest key of this class. Returns how much. */
        int reseal(int owner, KeyClass kind);
    }

    private final JdbcTemplate sql;
    private final Supplier<IHapiTransactionService> transactions;
    private final DataKeys keys;
    private final Bodies bodies;
    private final Supplier<List<Store>> stores;

    Renewal(
            JdbcTemplate sql,
            Supplier<IHapiTransactionService> transactions,
            DataKeys keys,
            Bodies bodies,
            Supplier<List<Store>> stores) {
        this.sql = sql;
        this.transactions = transactions;
        this.keys = keys;
        this.bodies = bodies;
        this.stores = stores;
    }

    /** @return how many bodies and documents were sealed anew; of keys that were destroyed there is nothing left to seal */
    public int renew(int owner, KeyClass kind) {
        if (keys.destroyed(owner, kind)) {
            return 0;
        }
        KeyRef key = keys.renew(owner, kind);
        int sealed = 0;
        int batch = batch(owner, kind, key);
        while (batch > 0) {
            sealed += batch;
            batch = batch(owner, kind, key);
        }
        for (Store store : stores.get()) {
            sealed += store.reseal(owner, kind);
        }
        keys.drop(owner, kind, Math.min(key.generation() - KEPT, oldest(owner, kind, key)));
        return sealed;
    }

    /** Generation of the oldest body: one whose row was locked all the while is still of an earlier one. */
    private int oldest(int owner, KeyClass kind, KeyRef key) {
        return SystemScope.run(SystemScope.Work.KEYS, () -> transactions
                .get()
                .withRequest(new SystemRequestDetails())
                .execute(() -> sql.queryForObject(
                        """
                        select coalesce(min(split_part(split_part(res_text_vc, '.', 2), '-', 3)::int), ?)
                        from hfj_res_ver
                        where partition_id in (select id from confidant.segment where owner = ? and track = any(?))
                          and starts_with(res_text_vc, 's1.')
                        """,
                        Integer.class,
                        key.generation(),
                        owner,
                        tracks(kind))));
    }

    private static String[] tracks(KeyClass kind) {
        return Arrays.stream(Track.values())
                .filter(track -> Bodies.of(track) == kind)
                .map(Track::name)
                .toArray(String[]::new);
    }

    private int batch(int owner, KeyClass kind, KeyRef key) {
        return SystemScope.run(
                SystemScope.Work.KEYS,
                () -> transactions.get().withRequest(new SystemRequestDetails()).execute(() -> {
                    List<Row> rows = sql.query(
                            """
                            select res_id, res_ver, partition_id, res_text_vc from hfj_res_ver
                            where partition_id in (select id from confidant.segment where owner = ? and track = any(?))
                              and res_text_vc is not null and not starts_with(res_text_vc, ?)
                            limit ? for update skip locked
                            """,
                            (row, n) -> new Row(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4)),
                            owner,
                            tracks(kind),
                            "s1." + key + ".",
                            BATCH);
                    rows.forEach(this::reseal);
                    return rows.size();
                }));
    }

    private void reseal(Row row) {
        String body = bodies.open(row.segment(), row.resource(), row.version(), row.body());
        sql.update(
                "update hfj_res_ver set res_text_vc = ? where res_id = ? and res_ver = ?",
                bodies.seal(row.segment(), row.resource(), row.version(), body),
                row.resource(),
                row.version());
        // Who holds the row is writing it, with the newest key.
        sql.query(
                """
                select hash_sha256 from hfj_resource where res_id = ? and res_ver = ? and hash_sha256 is not null
                for no key update skip locked
                """,
                (RowCallbackHandler) head -> sql.update(
                        "update hfj_resource set hash_sha256 = ? where res_id = ?",
                        bodies.resealHash(
                                row.segment(), row.segment(), row.resource(), row.version(), head.getString(1)),
                        row.resource()),
                row.resource(),
                row.version());
    }
}
