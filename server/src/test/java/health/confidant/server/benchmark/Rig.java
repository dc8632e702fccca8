package health.confidant.server.benchmark;

import health.confidant.ig.World;
import health.confidant.server.authorization.Browser;
import health.confidant.server.demo.Cast;
import health.confidant.server.demo.Logins;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL with a database for each of the two servers, and the servers, each a Java of its own. */
final class Rig implements AutoCloseable {
    private static final long TOKEN_NANOS = Duration.ofSeconds(200).toNanos();

    private final Path home;
    private final boolean validates;
    private final EmbeddedPostgres postgres;
    private final List<Process> servers = new ArrayList<>();

    /**
     * @param home kept between runs, so that charts are loaded once
     * @param validates whether plain HAPI validates what is written, as Confidant always does
     */
    Rig(Path home, boolean validates) throws IOException {
        this.home = home.toAbsolutePath();
        this.validates = validates;
        Files.createDirectories(this.home);
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(this.home.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", this.home.toString())
                .setServerConfig("log_filename", "postgres.log")
                .setServerConfig("log_line_prefix", "%d:")
                .start();
        create("plain");
        create("confidant");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> servers.forEach(Process::destroy)));
    }

    private void create(String database) {
        JdbcTemplate sql = administrator("postgres");
        if (sql.queryForList("select 1 from pg_database where datname = ?", database)
                .isEmpty()) {
            sql.execute("create database " + database);
        }
    }

    Statements statements() {
        return new Statements(administrator("postgres"), home.resolve("postgres.log"));
    }

    /** An empty database, whatever was in it. */
    void empty(String database) {
        administrator("postgres").execute("drop database if exists " + database + " with (force)");
        FileSystemUtils.deleteRecursively(directory(database).toFile());
        create(database);
    }

    JdbcTemplate administrator(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser("postgres");
        return new JdbcTemplate(source);
    }

    long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                .get(0)
                .trim());
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    Contender plain() throws IOException {
        Launch launch = plainLaunch("plain");
        Process process = launch.start();
        Contender plain =
                new Contender("plain HAPI", launch.fhir(), administrator("plain"), login -> null, process.pid());
        // Who is there in the other's demo world.
        String id = Charts.KIM.split("/")[1];
        plain.send(null, "PUT", "/" + Charts.KIM, "{\"resourceType\":\"Practitioner\",\"id\":\"" + id + "\"}");
        return plain;
    }

    Contender confidant() throws IOException {
        return confidant("Confidant", "confidant", Launch.java("health.confidant.server.Application"));
    }

    /** Confidant as it is but for one part, with a database of its own. */
    Contender without(Part part) throws IOException {
        String name = "without " + part.name().toLowerCase(Locale.ROOT);
        String database = name.replace(' ', '_');
        create(database);
        return confidant(name, database, Launch.java(Part.class.getName(), part.name()));
    }

    private Contender confidant(String name, String database, List<String> command) throws IOException {
        Optional.ofNullable(System.getenv("BENCHMARK_JVM"))
                .ifPresent(options -> command.addAll(1, List.of(options.split(" "))));
        Launch launch = confidantLaunch(database, command);
        Process process = launch.start();
        awaitDemo(database);
        return new Contender(
                name,
                launch.fhir(),
                administrator(database),
                tokens(launch.base(), directory(database)),
                process.pid());
    }

    Launch plainLaunch(String database) throws IOException {
        int port = Launch.freePort();
        return new Launch(
                Launch.java(
                        PlainServer.class.getName(),
                        "--server.port=" + port,
                        "--plain.validates=" + validates,
                        "--plain.url=" + url(database) + "?user=postgres"),
                Map.of(),
                port,
                "/fhir/metadata",
                home.resolve("plain.log"),
                servers);
    }

    /** Ready when healthy: the gates are checked and the canary is silent. */
    Launch confidantLaunch(String database, List<String> command) throws IOException {
        int port = Launch.freePort();
        String base = "http://127.0.0.1:" + port;
        return new Launch(
                command,
                Map.of(
                        "SERVER_PORT",
                        "" + port,
                        "CONFIDANT_BASE",
                        base,
                        "CONFIDANT_DEMO",
                        "true",
                        "CONFIDANT_KEYS",
                        directory(database).resolve("keys").toString(),
                        "CONFIDANT_DATABASE_DIRECTORY",
                        directory(database).toString(),
                        "CONFIDANT_DATABASE_URL",
                        url(database),
                        "CONFIDANT_DATABASE_USER",
                        "postgres",
                        "CONFIDANT_DATABASE_PASSWORD",
                        "postgres"),
                port,
                "/actuator/health",
                home.resolve(database + ".log"),
                servers);
    }

    /** The demo world comes last: its logins are written when it stands. */
    void awaitDemo(String database) {
        while (Logins.open(directory(database)).secret("kim").isEmpty()) {
            Launch.pause();
        }
    }

    /** Keys and logins of the Confidant that serves a database. */
    private Path directory(String database) {
        return home.resolve(database);
    }

    /** Each caller's token, obtained through the front door and again when it grows old. */
    static Contender.Tokens tokens(URI base, Path home) {
        record Token(String text, long since) {}
        Map<String, Browser> browsers = new ConcurrentHashMap<>();
        Map<String, Token> kept = new ConcurrentHashMap<>();
        return login -> kept.compute(login, (key, token) -> {
                    if (token != null && System.nanoTime() - token.since < TOKEN_NANOS) {
                        return token;
                    }
                    Cast cast = Cast.of(World.read());
                    Cast.App app = cast.app(cast.member(login).client());
                    Browser browser = browsers.computeIfAbsent(
                            login,
                            l -> new Browser(
                                    base, Logins.open(home).credentials(l).orElseThrow()));
                    try {
                        return new Token(
                                browser.token(
                                        app.id(),
                                        URI.create(app.redirectUris().get(0)),
                                        String.join(" ", app.scopes())),
                                System.nanoTime());
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .text();
    }

    @Override
    public void close() throws IOException {
        servers.forEach(Launch::stop);
        postgres.close();
    }
}
