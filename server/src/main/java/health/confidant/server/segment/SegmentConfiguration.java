package health.confidant.server.segment;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import health.confidant.enforcement.Labeler;
import health.confidant.label.LabelingService;
import health.confidant.server.decision.Decisions;
import jakarta.persistence.EntityManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/** Owners, segments and the labeling of what comes in. */
@Configuration
public class SegmentConfiguration {
    @Bean
    Owners owners(JdbcTemplate sql, Decisions decisions) {
        return new Owners(sql, decisions::changing);
    }

    @Bean
    Segments segments(JdbcTemplate sql, Owners owners, PlatformTransactionManager transactions) {
        return new Segments(sql, owners, transactions);
    }

    @Bean
    StoredRows storedRows(JdbcTemplate sql, ObjectProvider<IHapiTransactionService> transactions) {
        return new StoredRows(sql, SingletonSupplier.of(transactions::getObject));
    }

    @Bean
    Labeler labeler(
            JdbcTemplate sql,
            Owners owners,
            Segments segments,
            StoredRows rows,
            Decisions decisions,
            jakarta.persistence.EntityManagerFactory factory) {
        EntityManager entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
        Placement placement =
                new Placement(owners, segments, new Authorship(sql), new LabelingService(), decisions, rows);
        return new SegmentLabeler(
                placement, decisions, rows, new Relocation(sql, entities), new FactProjection(sql, owners));
    }
}
