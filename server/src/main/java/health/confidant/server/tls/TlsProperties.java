package health.confidant.server.tls;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server's certificate is.
 *
 * @param certificate PEM file of the certificate and its chain
 * @param key PEM file (PKCS#8) of its private key
 * @param proxy whether a proxy before this server ends TLS, on a connection that nobody else can read
 */
@ConfigurationProperties("confidant.tls")
public record TlsProperties(Path certificate, Path key, @DefaultValue("false") boolean proxy) {
    boolean given() {
        return certificate != null && key != null;
    }
}
