package health.confidant.server.segment;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import health.confidant.enforcement.Labeler;
import health.confidant.label.LabelingService;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.decision.Decisions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
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
    Relocation relocation(
            JdbcTemplate sql,
            Bodies bodies,
            ObjectProvider<Companion> companions,
            jakarta.persistence.EntityManagerFactory factory) {
        return new Relocation(
                sql, SharedEntityManagerCreator.createSharedEntityManager(factory), bodies, () -> companions
                        .orderedStream()
                        .toList());
    }

    @Bean
    StoredBodies storedBodies(JdbcTemplate sql, Bodies bodies) {
        return new StoredBodies(sql, bodies);
    }

    @Bean
    Products products(JdbcTemplate sql, StoredBodies bodies, ObjectProvider<IHapiTransactionService> transactions) {
        return new Products(sql, bodies, transactions::getObject);
    }

    @Bean
    Carving carving(
            JdbcTemplate sql,
            Owners owners,
            Segments segments,
            Relocation relocation,
            StoredBodies bodies,
            Products products) {
        return new Carving(sql, owners, segments, relocation, bodies, products);
    }

    @Bean
    Holdings holdings(Carving carving, Segments segments, ObjectProvider<IHapiTransactionService> transactions) {
        return new Holdings(carving, segments, transactions::getObject);
    }

    @Bean
    LabelingService labelingService() {
        return new LabelingService();
    }

    @Bean
    Relabeling relabeling(
            JdbcTemplate sql,
            Owners owners,
            Segments segments,
            StoredBodies bodies,
            Relocation relocation,
            Carving carving,
            Products products,
            ObjectProvider<IHapiTransactionService> transactions) {
        RelabeledOwner owner = new RelabeledOwner(sql, owners, segments, bodies, relocation, carving, products);
        return new Relabeling(sql, owner, transactions::getObject);
    }

    /** Before the demo world: what a new database gets is labelled by the list in force. */
    @Bean
    @Order(5)
    ApplicationRunner relabelAtStart(Relabeling relabeling, LabelingService labels) {
        return arguments -> relabeling.start(labels);
    }

    @Bean
    Labeler labeler(
            JdbcTemplate sql,
            Owners owners,
            Segments segments,
            StoredRows rows,
            Decisions decisions,
            Relocation relocation,
            Carving carving,
            Products products,
            LabelingService labels) {
        Placement placement =
                new Placement(owners, segments, new Authorship(sql), labels, decisions, rows, carving, products);
        return new SegmentLabeler(
                placement, decisions, rows, relocation, new FactProjection(sql, owners, carving), carving);
    }
}
