package health.confidant.server.retention;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import health.confidant.retention.Retention;
import health.confidant.retention.RetentionRules;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.segment.Owners;
import health.confidant.server.shred.Holds;
import health.confidant.server.shred.ShredDesk;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The periods of the program's state. */
@Configuration
public class RetentionConfiguration {
    @Bean
    RetentionProvider retentionProvider(
            JdbcTemplate sql,
            ObjectProvider<IHapiTransactionService> transactions,
            Bodies bodies,
            Holds holds,
            FhirContext fhir,
            ShredDesk desk,
            Clock clock,
            @Value("${confidant.jurisdiction:*}") String jurisdiction) {
        return new RetentionProvider(
                new RetentionCases(sql, transactions::getObject, bodies, holds, fhir, jurisdiction),
                new Retention(RetentionRules.standard()),
                desk,
                clock);
    }

    @Bean
    HandOverProvider handOverProvider(
            JdbcTemplate sql,
            ObjectProvider<IHapiTransactionService> transactions,
            Bodies bodies,
            Holds holds,
            FhirContext fhir,
            Owners owners,
            DaoRegistry daos,
            ShredDesk desk,
            Clock clock,
            @Value("${confidant.jurisdiction:*}") String jurisdiction) {
        RetentionCases cases = new RetentionCases(sql, transactions::getObject, bodies, holds, fhir, jurisdiction);
        HandOver lots = new HandOver(sql, owners, cases, new Retention(RetentionRules.standard()));
        return new HandOverProvider(daos, lots, owners, desk, clock);
    }
}
