package health.confidant.server.vault;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where documents are kept.
 *
 * @param directory of the sealed parts; with a bucket, only of those on their way
 * @param limit largest document, in bytes
 */
@ConfigurationProperties("confidant.documents")
public record VaultProperties(
        @DefaultValue(".confidant/documents") Path directory, @DefaultValue("2147483648") long limit) {}
