package health.confidant.server.fhir;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import health.confidant.server.database.ScopedTransactionService;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** HAPI's own beans, R4 only. What we replace of them is in {@link GuardedHapiConfiguration}. */
@Configuration
@Import({
    JpaR4Config.class,
    HapiJpaConfig.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    ThreadPoolFactoryConfig.class,
    SubscriptionChannelConfig.class
})
public class HapiConfiguration {
    @Bean
    PartitionSettings partitionSettings() {
        return Storage.partitions();
    }

    @Bean
    JpaStorageSettings storageSettings() {
        return Storage.settings();
    }

    @Primary
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            DataSource dataSource,
            ConfigurableListableBeanFactory beans,
            FhirContext fhir,
            JpaStorageSettings settings,
            Integrator sealing,
            ObjectProvider<HapiTransactionService> transactions) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
        factory.setPersistenceUnitName("HAPI_PU");
        factory.setDataSource(dataSource);
        Supplier<ScopedTransactionService> service = ScopedTransactionService.late(transactions);
        Integrator version = new VersionWithResource(() -> service.get().shows());
        Properties jpa = new Properties();
        jpa.put(AvailableSettings.DIALECT, HapiFhirPostgresDialect.class.getName());
        jpa.put(AvailableSettings.HBM2DDL_AUTO, "none");
        jpa.put(AvailableSettings.STATEMENT_BATCH_SIZE, "50");
        jpa.put(AvailableSettings.ORDER_INSERTS, "true");
        jpa.put(AvailableSettings.ORDER_UPDATES, "true");
        jpa.put(AvailableSettings.USE_QUERY_CACHE, "false");
        jpa.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, "false");
        jpa.put(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, "false");
        jpa.put(JpaSettings.INTEGRATOR_PROVIDER, (IntegratorProvider) () -> List.of(sealing, version));
        jpa.put("jakarta.persistence.validation.mode", "none"); // No entity of HAPI has a constraint for it.
        jpa.put("hibernate.search.enabled", "false");
        jpa.put("hibernate.boot.allow_jdbc_metadata_access", "false");
        factory.setJpaProperties(jpa);
        return factory;
    }

    @Primary
    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        JpaTransactionManager manager = new JpaTransactionManager(factory);
        manager.setNestedTransactionAllowed(true);
        return manager;
    }
}
