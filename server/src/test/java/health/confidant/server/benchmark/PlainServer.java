package health.confidant.server.benchmark;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import ca.uhn.fhir.jpa.model.util.SearchParamHash;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * A plain HAPI JPA server of the same version: HAPI's beans with the settings that it comes with, every resource type,
 * no token, no decision, no row-level security, no audit, and no validation but where {@code --plain.validates=true} asks
 * for what HAPI has for that. The schema is HAPI's migrator's, JDBC batches are the HAPI starter's.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({PropertyPlaceholderAutoConfiguration.class, ServletWebServerFactoryAutoConfiguration.class})
@Import({
    JpaR4Config.class,
    HapiJpaConfig.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    ThreadPoolFactoryConfig.class,
    SubscriptionChannelConfig.class
})
public class PlainServer {
    /** Arguments: {@code --server.port=} and {@code --plain.url=}, a JDBC URL that carries its user and password. */
    public static void main(String[] arguments) {
        // Ours takes the place of HAPI's hash of search parameters on this class path too, and wants a key.
        SearchParamHash.install(new byte[32]);
        application().run(arguments);
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(PlainServer.class);
        application.setLogStartupInfo(false);
        application.setAllowCircularReferences(true);
        return application;
    }

    @Bean
    DataSource dataSource(@Value("${plain.url}") String url) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(url);
        HapiMigrator migrator =
                new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, source, DriverTypeEnum.POSTGRES_9_4);
        migrator.createMigrationTableIfRequired();
        migrator.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(ca.uhn.fhir.util.VersionEnum.values()));
        migrator.migrate();
        return source;
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    @Bean
    JpaStorageSettings storageSettings() {
        JpaStorageSettings settings = new JpaStorageSettings();
        // The one setting that is not HAPI's: this job fails every ten seconds where JSON-LD is not on the class path.
        settings.setEnableTaskBulkImportJobExecution(false);
        return settings;
    }

    @Primary
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            DataSource source, ConfigurableListableBeanFactory beans, FhirContext fhir, JpaStorageSettings settings) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
        factory.setPersistenceUnitName("HAPI_PU");
        factory.setDataSource(source);
        Properties jpa = new Properties();
        jpa.put(AvailableSettings.DIALECT, HapiFhirPostgresDialect.class.getName());
        jpa.put(AvailableSettings.HBM2DDL_AUTO, "none");
        jpa.put(AvailableSettings.STATEMENT_BATCH_SIZE, "20");
        jpa.put(AvailableSettings.USE_QUERY_CACHE, "false");
        jpa.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, "false");
        jpa.put("hibernate.search.enabled", "false");
        factory.setJpaProperties(jpa);
        return factory;
    }

    @Primary
    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(
            FhirContext fhir,
            IFhirSystemDao<Bundle, Meta> systemDao,
            JpaSystemProvider<Bundle, Meta> systemProvider,
            @Qualifier("myResourceProvidersR4") ResourceProviderFactory resourceProviders,
            DatabaseBackedPagingProvider pages,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParameters,
            ca.uhn.fhir.context.support.IValidationSupport validation,
            ca.uhn.fhir.interceptor.api.IInterceptorService interceptors,
            @Value("${plain.validates:false}") boolean validates) {
        RestfulServer servlet = new RestfulServer(fhir, interceptors);
        servlet.setServerAddressStrategy(new IncomingRequestAddressStrategy());
        servlet.setPagingProvider(pages);
        if (validates) {
            RequestValidatingInterceptor validating = new RequestValidatingInterceptor();
            validating.addValidatorModule(new FhirInstanceValidator(validation));
            servlet.registerInterceptor(validating);
        }
        servlet.registerProviders(resourceProviders.createProviders());
        servlet.registerProvider(systemProvider);
        servlet.setServerConformanceProvider(
                new JpaCapabilityStatementProvider(servlet, systemDao, settings, searchParameters, validation));
        ServletRegistrationBean<RestfulServer> registration = new ServletRegistrationBean<>(servlet, "/fhir/*");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
