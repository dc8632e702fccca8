package health.confidant.server.tls;

import health.confidant.server.ServerProperties;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The web server's certificate. */
@Configuration
@EnableConfigurationProperties(TlsProperties.class)
public class TlsConfiguration {
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> tls(
            TlsProperties properties, ServerProperties server, @Value("${confidant.keys}") Path keys) {
        // Boot's own server.ssl keys stand where somebody has set them.
        return factory -> Optional.of(factory)
                .filter(made -> ((AbstractConfigurableWebServerFactory) made).getSsl() == null)
                .flatMap(made -> Tls.of(properties, URI.create(server.base()), server.demo(), keys))
                .ifPresent(factory::setSsl);
    }
}
