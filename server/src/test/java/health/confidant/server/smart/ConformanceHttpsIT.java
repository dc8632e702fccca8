package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every check again over https, on a server whose addresses are https addresses, and those about TLS itself. */
class ConformanceHttpsIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.startSecurely();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @TestFactory
    Stream<DynamicTest> overHttps() {
        return new Conformance(server)
                .checks()
                .map(check -> DynamicTest.dynamicTest(check.suite() + ": " + check.title(), check.body()::run));
    }

    /** "OAuth 2.0 authorize and token endpoints secured by transport layer security": TLS 1.2 and later, nothing before. */
    @Test
    void speaksTls12And13AndNothingOlder() throws Exception {
        assertThat(handshake("TLSv1.2")).isEqualTo("TLSv1.2");
        assertThat(handshake("TLSv1.3")).isEqualTo("TLSv1.3");
        for (String old : new String[] {"TLSv1.1", "TLSv1"}) {
            assertThatThrownBy(() -> handshake(old)).as(old).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theCookieIsForThisHostAndHttpsAlone() {
        HttpResponse<String> page = new App(server).get("/login");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-confidant=")
                .contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    private static String handshake(String version) throws Exception {
        try (SSLSocket socket = (SSLSocket) SSLContext.getDefault()
                .getSocketFactory()
                .createSocket("localhost", server.base().getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }
}
