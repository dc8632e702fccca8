package health.confidant.server.tls;

import health.confidant.server.database.StartRefused;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.web.server.Ssl;

/** Decides whether the server speaks TLS, and with which certificate. TLS 1.2 and 1.3 alone. */
final class Tls {
    static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private Tls() {}

    /**
     * @param base public base URL
     * @param keys directory in which the demo's own certificate is made
     * @return nothing for the demo on plain http, and behind a proxy
     * @throws StartRefused when records would travel in the open
     */
    static Optional<Ssl> of(TlsProperties properties, URI base, boolean demo, Path keys) {
        boolean https = "https".equals(base.getScheme());
        if (properties.given()) {
            requireHttps(https);
            return Optional.of(files(properties));
        }
        if (https && properties.proxy()) {
            return Optional.empty();
        }
        if (demo) {
            return https ? Optional.of(made(new DemoCertificate(keys), base.getHost())) : Optional.empty();
        }
        requireHttps(https);
        throw new StartRefused("There is no certificate. Set CONFIDANT_TLS_CERTIFICATE and CONFIDANT_TLS_KEY (PEM), or"
                + " CONFIDANT_TLS_PROXY=true where a proxy ends TLS before this server.");
    }

    private static void requireHttps(boolean https) {
        if (!https) {
            throw new StartRefused("CONFIDANT_BASE has to start with https://: only the demo speaks plain http.");
        }
    }

    private static Ssl files(TlsProperties properties) {
        PemPair.check(properties.certificate(), properties.key());
        Ssl ssl = enabled();
        ssl.setCertificate(properties.certificate().toUri().toString());
        ssl.setCertificatePrivateKey(properties.key().toUri().toString());
        return ssl;
    }

    private static Ssl made(DemoCertificate certificate, String host) {
        Ssl ssl = enabled();
        ssl.setKeyStore(certificate.file(host).toUri().toString());
        ssl.setKeyStoreType("PKCS12");
        ssl.setKeyStorePassword(DemoCertificate.PASSWORD);
        return ssl;
    }

    private static Ssl enabled() {
        Ssl ssl = new Ssl();
        ssl.setEnabled(true);
        ssl.setProtocol("TLS");
        ssl.setEnabledProtocols(VERSIONS.clone());
        return ssl;
    }
}
