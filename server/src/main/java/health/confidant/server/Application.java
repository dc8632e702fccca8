package health.confidant.server;

import health.confidant.server.atrest.AtRestConfiguration;
import health.confidant.server.atrest.BlindedConfiguration;
import health.confidant.server.audit.AuditConfiguration;
import health.confidant.server.authorization.AuthorizationConfiguration;
import health.confidant.server.consent.ConsentConfiguration;
import health.confidant.server.database.DatabaseConfiguration;
import health.confidant.server.database.StartRefused;
import health.confidant.server.disclosure.DisclosureConfiguration;
import health.confidant.server.duty.DutyConfiguration;
import health.confidant.server.edge.EdgeConfiguration;
import health.confidant.server.export.ExportConfiguration;
import health.confidant.server.fhir.FhirConfiguration;
import health.confidant.server.fhir.GuardedHapiConfiguration;
import health.confidant.server.fhir.HapiConfiguration;
import health.confidant.server.guide.GuideConfiguration;
import health.confidant.server.journal.JournalConfiguration;
import health.confidant.server.keys.KeysConfiguration;
import health.confidant.server.launch.LaunchConfiguration;
import health.confidant.server.message.MessageConfiguration;
import health.confidant.server.retention.RetentionConfiguration;
import health.confidant.server.segment.SegmentConfiguration;
import health.confidant.server.shred.ShredConfiguration;
import health.confidant.server.tls.TlsConfiguration;
import health.confidant.server.vault.VaultConfiguration;
import health.confidant.server.watch.WatchConfiguration;
import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.servlet.ServletManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The whole server, wired by name: nothing is found by scanning. */
@SpringBootConfiguration
@EnableConfigurationProperties(ServerProperties.class)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
@Import({
    TlsConfiguration.class,
    KeysConfiguration.class,
    AtRestConfiguration.class,
    DatabaseConfiguration.class,
    HapiConfiguration.class,
    GuardedHapiConfiguration.class,
    BlindedConfiguration.class,
    SegmentConfiguration.class,
    JournalConfiguration.class,
    AuditConfiguration.class,
    DisclosureConfiguration.class,
    ConsentConfiguration.class,
    EdgeConfiguration.class,
    ShredConfiguration.class,
    RetentionConfiguration.class,
    VaultConfiguration.class,
    ExportConfiguration.class,
    FhirConfiguration.class,
    DutyConfiguration.class,
    MessageConfiguration.class,
    GuideConfiguration.class,
    AuthorizationConfiguration.class,
    CallerConfiguration.class,
    LaunchConfiguration.class,
    StartConfiguration.class,
    WatchConfiguration.class,
    DemoConfiguration.class
})
public class Application {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    public static void main(String[] arguments) {
        try {
            System.exit(Commands.run(arguments));
        } catch (StartRefused e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
