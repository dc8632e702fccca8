package health.confidant.server.keys;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key store, opened before anything is read or written. */
@Configuration
@EnableConfigurationProperties(WrappingProperties.class)
public class KeysConfiguration {
    @Bean
    DataKeys dataKeys(
            WrappingProperties properties,
            @Value("${confidant.keys}") Path keys,
            @Value("${confidant.demo:true}") boolean demo) {
        return DataKeys.open(properties, keys, demo);
    }

    @Bean
    Sealer sealer(DataKeys keys) {
        return new Sealer(keys);
    }

    @Bean
    StreamSeal streamSeal(DataKeys keys) {
        return new StreamSeal(keys);
    }

    @Bean
    AuditSeal auditSeal(DataKeys keys) {
        return new AuditSeal(keys);
    }
}
