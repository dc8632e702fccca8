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
        WrappingKey wrapping = WrappingKeys.open(properties, keys, demo);
        DataKeys opened = new DataKeys(new KeyFiles(keys), wrapping, new Tombstones(keys), System::nanoTime);
        opened.replay();
        return opened;
    }

    @Bean
    Sealer sealer(DataKeys keys) {
        return new Sealer(keys);
    }

    @Bean
    AuditSeal auditSeal(DataKeys keys) {
        return new AuditSeal(keys);
    }
}
