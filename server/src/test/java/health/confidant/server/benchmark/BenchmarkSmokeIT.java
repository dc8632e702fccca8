package health.confidant.server.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Role;
import health.confidant.audit.AuditRecord;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.audit.Journaled;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Browser;
import health.confidant.server.authorization.Credentials;
import health.confidant.server.database.Database;
import health.confidant.server.demo.Cast;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The benchmark in small: whether both servers answer the same and each access is on record. It looks at no time. */
class BenchmarkSmokeIT {
    private static final String PASSWORD = "a long password for a test";
    private static final String CODES = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private static final int CHARTS = 2;

    private static final TestServer SERVER = TestServer.shared();
    private static ConfigurableApplicationContext plainServer;
    private static Loop plain;
    private static Loop confidant;

    @BeforeAll
    static void load() throws IOException {
        Charts charts = new Charts(practitioner());
        SERVER.bean(Accounts.class).create("bench", PASSWORD, charts.counselor(), Set.of(Role.INDIVIDUAL_COUNSELOR));
        SERVER.bean(OneTimePasswords.class).enrol("bench", CODES);
        Contender mine = new Contender(
                "Confidant",
                SERVER.fhir(),
                SERVER.administrator(),
                login -> login.equals("bench") ? signIn() : SERVER.token(login),
                ProcessHandle.current().pid());
        Contender other = plain(charts);
        confidant = loop(mine, charts);
        plain = loop(other, charts);
    }

    private static Loop loop(Contender server, Charts charts) {
        Population population = Population.load(server, charts, CHARTS, "bench", 1);
        return new Loop(server, population, "bench", 2, ProcessHandle.current().pid());
    }

    private static String practitioner() {
        String id = SERVER.send(
                        SERVER.token("berg"),
                        "POST",
                        "/Practitioner",
                        "{\"resourceType\":\"Practitioner\",\"active\":true,\"name\":[{\"family\":\"Bench\"}]}")
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll(".*/(Practitioner/[^/]+).*", "$1");
        return id;
    }

    private static String token;

    private static synchronized String signIn() {
        if (token == null) {
            Cast.App app = Cast.of(World.read()).app("clinician-app");
            try {
                token = new Browser(SERVER.base(), new Credentials("bench", PASSWORD, Optional.of(CODES)))
                        .token(app.id(), URI.create(app.redirectUris().get(0)), String.join(" ", app.scopes()));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return token;
    }

    /** In a database of its own, beside the other. */
    private static Contender plain(Charts charts) throws IOException {
        PGSimpleDataSource owner =
                (PGSimpleDataSource) SERVER.bean(Database.class).owner();
        String name = "plain" + UUID.randomUUID().toString().replace("-", "");
        SERVER.administrator().execute("create database " + name);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(owner.getServerNames());
        database.setPortNumbers(owner.getPortNumbers());
        database.setDatabaseName(name);
        database.setUser(owner.getUser());
        database.setPassword(owner.getPassword());
        int port = Launch.freePort();
        SpringApplication application = PlainServer.application();
        plainServer = application.run(
                "--server.port=" + port,
                "--plain.url=jdbc:postgresql://" + owner.getServerNames()[0] + ":" + owner.getPortNumbers()[0] + "/"
                        + name + "?user=" + owner.getUser() + "&password=" + owner.getPassword());
        Contender plain = new Contender(
                "plain HAPI",
                URI.create("http://127.0.0.1:" + port + "/fhir"),
                new JdbcTemplate(database),
                login -> null,
                ProcessHandle.current().pid());
        String id = charts.counselor().split("/")[1];
        plain.send(null, "PUT", "/" + charts.counselor(), "{\"resourceType\":\"Practitioner\",\"id\":\"" + id + "\"}");
        return plain;
    }

    @AfterAll
    static void stop() {
        plainServer.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CREATE", "TRANSACTION"})
    void bothShowTheSameRows(Kind kind) {
        assertThat(Check.same(plain, confidant, kind, 3)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachRequestSucceedsAndIsOnRecord(Kind kind) {
        long before = audited();
        Sample sample = confidant.warmUp(kind, 10);
        assertThat(sample.errors()).isZero();
        assertThat(sample.latencies()).hasSize(10);
        assertThat(audited() - before).isEqualTo(10);
        assertThat(plain.warmUp(kind, 10).errors()).isZero();
    }

    /** Requests on record: each is about one patient, so that it has one record, or one for each action of a bundle. */
    private static long audited() {
        return new Journaled(SERVER)
                .records().stream()
                        .filter(record ->
                                record.agent().equals(confidant.charts().counselor()))
                        .map(AuditRecord::request)
                        .distinct()
                        .count();
    }

    @Test
    void reportNamesEveryKind() {
        Duel duel = new Duel(plain, confidant);
        String table = Report.table("Smoke", "plain HAPI", duel.fight(List.of(Kind.READ, Kind.CREATE), 1, 50_000_000));
        assertThat(table).contains(Kind.READ.title, Kind.CREATE.title);
        assertThat(table.lines().filter(line -> line.startsWith("| ")))
                .allMatch(line -> line.split("\\|").length == 13);
    }
}
