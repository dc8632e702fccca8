package health.confidant.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process without the demo: records go to PostgreSQL and to callers over TLS alone. Its Java is told to allow
 * every version of TLS, so that what is refused is refused by the server. Requirement 83.
 */
class ProductionIT {
    @TempDir
    private static Path directory;

    private static TestAuthority authority;
    private static TestAuthority.Pair pair;
    private static TestPostgres postgres;
    private static Process server;
    private static int port;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(directory.resolve("authority"));
        pair = authority.issue("dns:localhost");
        postgres = TestPostgres.start(directory.resolve("postgres"), authority, pair);
        http = HttpClient.newBuilder().sslContext(authority.trusting()).build();
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path lax = Files.writeString(
                directory.resolve("lax.security"),
                "jdk.tls.disabledAlgorithms=NULL\njdk.certpath.disabledAlgorithms=\n");
        Path log = directory.resolve("server.log");
        server = StartedProcess.of(
                List.of("-Djava.security.properties=" + lax),
                List.of(
                        "--server.port=" + port,
                        "--confidant.demo=false",
                        "--confidant.base=https://localhost:" + port,
                        "--confidant.tls.certificate=" + pair.certificate(),
                        "--confidant.tls.key=" + pair.key(),
                        "--confidant.keys=" + directory.resolve("keys"),
                        "--confidant.wrapping.passphrase=of the wrapping key",
                        "--confidant.documents.directory=" + directory.resolve("documents"),
                        "--confidant.database.directory=" + directory.resolve("unused"),
                        "--confidant.database.url=" + postgres.verifiedUrl(),
                        "--confidant.database.user=" + TestPostgres.USER,
                        "--confidant.database.password=" + TestPostgres.PASSWORD),
                log);
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!healthy()) {
            assertThat(server.isAlive() && System.nanoTime() < deadline)
                    .as(Files.readString(log))
                    .isTrue();
            Thread.sleep(250);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.destroy();
            if (!server.waitFor(1, TimeUnit.MINUTES)) {
                server.destroyForcibly();
            }
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private static boolean healthy() throws InterruptedException {
        try {
            return get("/actuator/health").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A URL that names an authority and no mode means {@code verify-full}. */
    @Test
    void everyConnectionToPostgresIsEncrypted() {
        List<Map<String, Object>> connections = postgres.administrator()
                .queryForList("select application_name as name, ssl, version from pg_stat_ssl join pg_stat_activity"
                        + " using (pid) where usename = 'confidant_server'");
        assertThat(connections).extracting(row -> row.get("name")).contains("confidant");
        assertThat(connections).allSatisfy(row -> {
            assertThat(row.get("ssl")).as(row.toString()).isEqualTo(true);
            assertThat(row.get("version")).asString().startsWith("TLSv1.");
        });
    }

    @Test
    void answersWithTheCertificateOfItsFiles() throws Exception {
        SSLContext context = authority.trusting();
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertThat(shown).isEqualTo(TestAuthority.read(pair.certificate()));
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void olderVersionsOfTlsAreRefusedByTheServerItself() throws IOException {
        assertThat(ClientHello.send("localhost", port, ClientHello.TLS_1_2).type())
                .as("such a greeting is understood")
                .isEqualTo(ClientHello.HANDSHAKE);
        for (int old : new int[] {ClientHello.TLS_1_0, ClientHello.TLS_1_1}) {
            assertThat(ClientHello.send("localhost", port, old))
                    .as(Integer.toHexString(old))
                    .isEqualTo(new ClientHello.Reply(ClientHello.ALERT, ClientHello.PROTOCOL_VERSION));
        }
    }

    /** RFC 6797. */
    @Test
    void browsersAreToldToComeOverTlsAlone() throws Exception {
        for (String path : List.of("/login", "/fhir/metadata", "/fhir/Patient", "/nothing")) {
            assertThat(get(path).headers().firstValue("Strict-Transport-Security"))
                    .as(path)
                    .hasValueSatisfying(value -> assertThat(value).startsWith("max-age=63072000"));
        }
    }

    @Test
    void plainHttpIsAnsweredWithNothing() throws Exception {
        HttpRequest plain = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/fhir/metadata"))
                .build();
        HttpResponse<String> answer = http.send(plain, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("CapabilityStatement");
    }

    @Test
    void nobodyOfTheDemoIsThere() {
        assertThat(postgres.administrator().queryForObject("select count(*) from confidant.account", Integer.class))
                .isZero();
    }
}
