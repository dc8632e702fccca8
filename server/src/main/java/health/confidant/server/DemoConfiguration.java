package health.confidant.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Clients;
import health.confidant.server.database.DatabaseProperties;
import health.confidant.server.demo.DemoWorld;
import health.confidant.server.demo.Logins;
import health.confidant.server.segment.StoredRows;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;

/** The demo world, loaded before the server says that it is ready. */
@Configuration
class DemoConfiguration {
    @Bean
    @Order(10)
    ApplicationRunner demo(
            ServerProperties server,
            DatabaseProperties database,
            FhirContext fhir,
            IFhirSystemDao<Bundle, Meta> transactions,
            Accounts accounts,
            Clients clients,
            OneTimePasswords codes,
            StoredRows rows,
            PlatformTransactionManager manager) {
        return arguments -> {
            if (server.demo()) {
                Logins logins = Logins.open(database.directory());
                new DemoWorld(fhir, transactions, accounts, clients, codes, logins, rows, manager).load();
                Banner.print(System.out, server, logins);
            }
        };
    }
}
