package health.confidant.server.authorization;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import health.confidant.server.authentication.OneTimePasswords;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** One server on one database for all tests of this package, with a cast of two accounts and three clients. */
final class TestServer {
    static final String PASSWORD = "correct horse battery";
    /** The secret of kim's authenticator app. */
    static final String CODES = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    static final URI REDIRECT = URI.create("https://app.example/callback");
    static final String APP = "patient-portal";
    static final String SCOPES = "openid fhirUser launch/patient patient/*.rs";

    private static TestServer running;

    final URI base;
    final Path keys;
    private final DataSource login;
    final JWK rsa;
    final JWK ec;
    final ConfigurableApplicationContext context;
    private Browser kim;
    final JdbcTemplate database;
    final Accounts accounts;
    final Clients clients;

    static synchronized TestServer get() throws Exception {
        if (running == null) {
            running = new TestServer();
        }
        return running;
    }

    private TestServer() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .start();
        keys = Files.createTempDirectory("confidant").resolve("keys");
        base = URI.create("http://127.0.0.1:" + freePort());
        migrate(postgres.getPostgresDatabase());
        login = postgres.getDatabase("confidant_server", "postgres");
        context = node(base, base.getPort());
        database = context.getBean(JdbcTemplate.class);
        accounts = context.getBean(Accounts.class);
        clients = context.getBean(Clients.class);
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
        cast();
    }

    /** Only what this package's migrations need of V1, whatever other migrations there are. */
    private static void migrate(DataSource owner) throws IOException {
        new JdbcTemplate(owner).execute("create schema confidant; create role confidant_server login");
        Flyway flyway = Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration")
                .baselineVersion("1")
                .target("2")
                .load();
        flyway.baseline();
        flyway.migrate();
        for (String script : List.of("V30__smart.sql", "V35__grants_by_epoch.sql")) {
            new JdbcTemplate(owner)
                    .execute(
                            new ClassPathResource("db/migration/" + script).getContentAsString(StandardCharsets.UTF_8));
        }
    }

    /** Another node, or this one after a restart: the same database and the same keys. */
    ConfigurableApplicationContext node(URI address, int port, String... more) {
        return new SpringApplicationBuilder(TestApplication.class)
                .initializers(c -> ((GenericApplicationContext) c).registerBean(DataSource.class, () -> login))
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=" + port,
                                        "--confidant.base=" + address,
                                        "--confidant.keys=" + keys,
                                        "--spring.main.banner-mode=off",
                                        "--spring.jmx.enabled=false"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private void cast() {
        accounts.create("ana", PASSWORD, "Patient/ana", Set.of(Role.PATIENT));
        accounts.create("kim", PASSWORD, "Practitioner/kim", Set.of(Role.INDIVIDUAL_COUNSELOR, Role.PRESCRIBER));
        context.getBean(OneTimePasswords.class).enrol("kim", CODES);
        clients.create(Client.app(
                APP,
                "Patient portal",
                REDIRECT.toString(),
                Set.of("openid", "fhirUser", "launch/patient", "patient/*.rs"),
                Optional.empty(),
                Purpose.PATRQT));
        clients.create(Client.app(
                "clinic-portal",
                "Clinic portal",
                "http://127.0.0.1:7777/callback",
                Set.of("openid", "user/*.cruds", "patient/*.rs"),
                Optional.of(Track.INDIVIDUAL),
                Purpose.TREAT));
        clients.create(Client.backend(
                "hospital",
                "Hospital",
                Set.of("system/Observation.rs", "system/Patient.r"),
                new JWKSet(List.of(rsa, ec)).toPublicJWKSet().toString(),
                "Organization/hospital",
                Set.of(Role.EHR),
                Purpose.TREAT));
    }

    CodeFlow app() {
        return new CodeFlow(new Wire(base), APP, REDIRECT);
    }

    /** A token of ana's. */
    String token() throws Exception {
        return TokenCommand.authorizationCode(base, APP, REDIRECT, "ana", PASSWORD, SCOPES);
    }

    static Credentials credentials(String login) {
        return new Credentials(login, PASSWORD, login.equals("kim") ? Optional.of(CODES) : Optional.empty());
    }

    /** kim's browser, which signs in once. */
    synchronized Browser kim() {
        if (kim == null) {
            kim = new Browser(base, credentials("kim"));
        }
        return kim;
    }

    String clinicToken() throws Exception {
        return kim().token("clinic-portal", URI.create("http://127.0.0.1:7777/callback"), "user/*.rs");
    }

    HttpResponse<String> fhir(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/fhir" + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
