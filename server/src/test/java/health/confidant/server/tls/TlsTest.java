package health.confidant.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.TestAuthority;
import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;

class TlsTest {
    private static final TlsProperties NONE = new TlsProperties(null, null, false);
    private static final URI HTTP = URI.create("http://127.0.0.1:8080");
    private static final URI HTTPS = URI.create("https://127.0.0.1:8443");

    @TempDir
    private Path keys;

    @Test
    void demoSpeaksPlainHttpWhenItsBaseSaysSo() {
        assertThat(Tls.of(NONE, HTTP, true, keys)).isEmpty();
    }

    @Test
    void productionWithoutACertificateOrOnHttpDoesNotStart() {
        assertThatThrownBy(() -> Tls.of(NONE, HTTPS, false, keys))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("CONFIDANT_TLS_CERTIFICATE");
        for (TlsProperties properties : new TlsProperties[] {
            NONE, new TlsProperties(null, null, true), new TlsProperties(keys.resolve("c"), keys.resolve("k"), false)
        }) {
            assertThatThrownBy(() -> Tls.of(properties, HTTP, false, keys))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("https://");
        }
        assertThatThrownBy(() ->
                        Tls.of(new TlsProperties(keys.resolve("c"), keys.resolve("k"), false), HTTPS, false, keys))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void proxyEndsTlsOnlyForAnHttpsBase() {
        assertThat(Tls.of(new TlsProperties(null, null, true), HTTPS, false, keys))
                .isEmpty();
    }

    /** Found out at the start, and not by the first caller. */
    @Test
    void filesThatAreNoPairAreRefused() throws IOException {
        TestAuthority authority = new TestAuthority(keys.resolve("authority"));
        TestAuthority.Pair pair = authority.issue("dns:localhost");
        TestAuthority.Pair other = authority.issue("dns:elsewhere");
        Path none = Files.writeString(keys.resolve("none"), "-----BEGIN NOTHING-----\nsecret\n");
        assertThat(Tls.of(new TlsProperties(pair.certificate(), pair.key(), false), HTTPS, false, keys))
                .isPresent();
        refused(pair.certificate(), other.key(), "is not that of the first certificate");
        refused(none, pair.key(), "holds nothing that can be used");
        refused(pair.certificate(), none, "holds nothing that can be used");
        refused(pair.key(), pair.key(), "holds nothing that can be used");
    }

    private void refused(Path certificate, Path key, String says) {
        assertThatThrownBy(() -> Tls.of(new TlsProperties(certificate, key, false), HTTPS, false, keys))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(says)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }

    /** Requirement 83. */
    @Test
    void serverSpeaksTwelveAndThirteenAndNothingOlder() throws Exception {
        Optional<Ssl> ssl = Tls.of(NONE, HTTPS, true, keys);
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.setSsl(ssl.orElseThrow());
        WebServer server = factory.getWebServer();
        server.start();
        try {
            assertThat(handshake(server.getPort(), "TLSv1.3")).isEqualTo("TLSv1.3");
            assertThat(handshake(server.getPort(), "TLSv1.2")).isEqualTo("TLSv1.2");
            assertThatThrownBy(() -> handshake(server.getPort(), "TLSv1.1")).isInstanceOf(IOException.class);
        } finally {
            server.stop();
        }
    }

    private static String handshake(int port, String version) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everybody()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    /** The demo's certificate is nobody's; which versions are spoken is the question here. */
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Anybody.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Anybody.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
