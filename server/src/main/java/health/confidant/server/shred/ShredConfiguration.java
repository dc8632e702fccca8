package health.confidant.server.shred;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import health.confidant.enforcement.AuditSink;
import health.confidant.server.ServerProperties;
import health.confidant.server.atrest.Renewal;
import health.confidant.server.database.Database;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.segment.Owners;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Destruction, and its replay at the start. */
@Configuration
public class ShredConfiguration {
    @Bean
    OwnerRows ownerRows(JdbcTemplate sql, ObjectProvider<IHapiTransactionService> transactions) {
        return new OwnerRows(sql, transactions::getObject);
    }

    @Bean
    Holds holds(JdbcTemplate sql) {
        return new Holds(sql);
    }

    @Bean
    Shredder shredder(
            DataKeys keys, OwnerRows rows, ObjectProvider<Shredder.Store> stores, Database database, Clock clock) {
        return new Shredder(
                keys,
                rows,
                stores.orderedStream().toList(),
                new OwnerNumbers(new JdbcTemplate(database.owner())),
                clock);
    }

    @Bean
    ShredProvider shredProvider(ShredDesk desk, Periods periods) {
        return new ShredProvider(desk, periods);
    }

    @Bean
    ShredDesk shredDesk(
            Owners owners,
            JdbcTemplate sql,
            Holds holds,
            Shredder shredder,
            Renewal renewal,
            JWKSource<SecurityContext> signing,
            ServerProperties server,
            AuditSink sink,
            @Value("${confidant.keys}") Path keys,
            Clock clock) {
        return new ShredDesk(new ShredDesk.Parts(
                owners,
                new Destructions(sql),
                holds,
                shredder,
                renewal,
                new Certificates(() -> key(signing), server.base()),
                sink,
                keys,
                clock));
    }

    private static RSAKey key(JWKSource<SecurityContext> signing) {
        try {
            return signing.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .get(0)
                    .toRSAKey();
        } catch (KeySourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
