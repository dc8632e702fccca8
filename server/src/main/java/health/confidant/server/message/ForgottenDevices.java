package health.confidant.server.message;

import health.confidant.server.keys.KeyClass;
import health.confidant.server.shred.Shredder;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** A patient whose record is destroyed has no devices any more. */
final class ForgottenDevices implements Shredder.Store {
    private final JdbcTemplate sql;
    private final Devices devices;

    ForgottenDevices(JdbcTemplate sql) {
        this.sql = sql;
        this.devices = new Devices(sql);
    }

    /** Keys are no piece of a record: they are not counted among what was destroyed. */
    @Override
    public int remove(int owner, Set<KeyClass> kinds) {
        if (kinds.contains(KeyClass.RECORD)) {
            List<String> patients = sql.queryForList(
                    "select reference from confidant.owner where id = ? and kind = 'PATIENT'", String.class, owner);
            patients.forEach(devices::remove);
        }
        return 0;
    }
}
