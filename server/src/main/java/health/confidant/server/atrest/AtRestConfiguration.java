package health.confidant.server.atrest;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.util.SearchParamHash;
import health.confidant.enforcement.AuditSink;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.HashSeal;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.Sealer;
import health.confidant.server.segment.Segments;
import java.time.Clock;
import java.util.function.Supplier;
import org.hibernate.integrator.spi.Integrator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.function.SingletonSupplier;

/** What stands between HAPI and its tables. There is no setting that takes it away. */
@Configuration
public class AtRestConfiguration {
    /** Before any bean of HAPI's hashes a search parameter. */
    @Bean
    BlindPrefix blindPrefix(DataKeys keys) {
        SearchParamHash.install(keys.secret(0, KeyClass.INDEX, "search-hash"));
        return new BlindPrefix(keys.secret(0, KeyClass.INDEX, "search-prefix"));
    }

    @Bean
    HashSeal hashSeal(DataKeys keys) {
        return new HashSeal(keys);
    }

    @Bean
    Bodies bodies(Sealer sealer, HashSeal hashes, ObjectProvider<Segments> segments) {
        Supplier<Segments> known = SingletonSupplier.of(segments::getObject);
        return new Bodies(sealer, hashes, id -> known.get().find(id));
    }

    @Bean
    Integrator sealingIntegrator(
            JdbcTemplate sql,
            Bodies bodies,
            Sealer sealer,
            DataKeys keys,
            ObjectProvider<AuditSink> sink,
            Clock clock) {
        Alarm alarm = new Alarm(sink::getObject, clock);
        keys.onRotation(alarm::rotated);
        RowSeals.Stored stored = (resource, version) -> sql
                .queryForList(
                        "select res_text_vc from hfj_res_ver where res_id = ? and res_ver = ? and res_text_vc is not null",
                        String.class,
                        resource,
                        version)
                .stream()
                .findFirst();
        return new SealingListener(new RowSeals(bodies, new SealedColumns(sealer), alarm, stored));
    }

    @Bean
    Renewal renewal(
            JdbcTemplate sql,
            ObjectProvider<IHapiTransactionService> transactions,
            DataKeys keys,
            Bodies bodies,
            ObjectProvider<Renewal.Store> stores) {
        return new Renewal(sql, transactions::getObject, keys, bodies, () -> stores.orderedStream()
                .toList());
    }

    @Bean
    AtRestCheck atRestCheck(JdbcTemplate sql, ObjectProvider<IHapiTransactionService> transactions, DataKeys keys) {
        return new AtRestCheck(sql, transactions::getObject, keys);
    }
}
