package health.confidant.server.retention;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import health.confidant.retention.Retention;
import health.confidant.retention.RetentionRules;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.segment.Owners;
import health.confidant.server.shred.Holds;
import health.confidant.server.shred.Periods;
import health.confidant.server.shred.ShredDesk;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The periods of the program's state. */
@Configuration
public class RetentionConfiguration {
    @Bean
    RetentionCases retentionCases(
            JdbcTemplate sql,
            ObjectProvider<IHapiTransactionService> transactions,
            Bodies bodies,
            Holds holds,
            Owners owners,
            FhirContext fhir,
            @Value("${confidant.jurisdiction:*}") String jurisdiction) {
        return new RetentionCases(sql, transactions::getObject, bodies, holds, owners, fhir, jurisdiction);
    }

    @Bean
    Periods periods(RetentionCases cases, Clock clock) {
        Retention retention = new Retention(RetentionRules.standard());
        return owner -> {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return cases.of(owner).stream()
                    .map(item -> retention.judge(item, today))
                    .toList();
        };
    }

    @Bean
    RetentionProvider retentionProvider(
            RetentionCases cases, Periods periods, Owners owners, ShredDesk desk, Clock clock) {
        return new RetentionProvider(cases, periods, owners, desk, clock);
    }

    @Bean
    HandOverProvider handOverProvider(
            JdbcTemplate sql, Periods periods, Owners owners, DaoRegistry daos, ShredDesk desk) {
        return new HandOverProvider(daos, new HandOver(sql, owners, periods), owners, desk);
    }
}
