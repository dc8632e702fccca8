package health.confidant.server;

import com.nimbusds.jose.jwk.JWK;
import health.confidant.ig.World;
import health.confidant.server.authorization.Browser;
import health.confidant.server.authorization.Credentials;
import health.confidant.server.authorization.TokenCommand;
import health.confidant.server.database.Database;
import health.confidant.server.demo.Cast;
import health.confidant.server.demo.Logins;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The real server with its demo world on a real PostgreSQL, started once for all tests and asked over HTTP by the cast
 * with tokens from the front door.
 */
public final class TestServer {
    /** A token lives for five minutes. */
    private static final Duration FRESH = Duration.ofMinutes(3);

    /** What is no part of the FHIR endpoint. */
    private static final List<String> BESIDE = List.of("/documents/", "/devices", "/exports/");

    private static final Duration SIGNED_IN = Duration.ofMinutes(10);

    private record Kept(String token, Instant until) {}

    private record SignedIn(Browser browser, Instant at) {}

    private static TestServer shared;
    private static RuntimeException broken;
    /** The first server's keys: one process has one key of search hashes, which every later server starts with. */
    private static Path firstKeys;

    /** Null once stopped: classes of tests hold their server for as long as the run lasts. */
    private ConfigurableApplicationContext context;

    private final URI base;
    private final Path data;
    private final List<String> more;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Map<String, Kept> tokens = new ConcurrentHashMap<>();
    private final Map<String, SignedIn> browsers = new ConcurrentHashMap<>();

    private TestServer(ConfigurableApplicationContext context, URI base, Path data, List<String> more) {
        this.context = context;
        this.base = base;
        this.data = data;
        this.more = more;
    }

    /** To ask one that runs in a process of its own, which has no beans and is stopped there. */
    public static TestServer of(ChildServer child) {
        return new TestServer(null, child.base(), child.data(), List.of());
    }

    /** The one that all tests share; a test that changes facts of the cast makes people of its own. */
    public static synchronized TestServer shared() {
        if (broken != null) {
            throw broken; // A server that does not start is not started again for each test.
        }
        if (shared == null) {
            try {
                shared = start();
            } catch (RuntimeException e) {
                broken = e;
                throw e;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
        }
        return shared;
    }

    /** A server of its own; extra sources replace beans by name, arguments set properties. */
    public static TestServer start(Class<?>... extra) {
        return start("127.0.0.1", extra);
    }

    /** The same with these arguments, {@code --property=value}. */
    public static TestServer startWith(List<String> arguments) {
        return start(URI.create("http://127.0.0.1:" + freePort()), arguments);
    }

    /** The same under another name of this machine, which passkeys want to be one. */
    public static TestServer startAt(String host) {
        return start(host);
    }

    /** The same over https, by PEM files of an authority that this virtual machine trusts from now on. */
    public static TestServer startSecurely() {
        try {
            TestAuthority authority = new TestAuthority(Files.createTempDirectory("authority"));
            TestAuthority.Pair pair = authority.issue("dns:localhost");
            SSLContext.setDefault(authority.trusting());
            return start(
                    URI.create("https://localhost:" + freePort()),
                    List.of("--confidant.tls.certificate=" + pair.certificate(), "--confidant.tls.key=" + pair.key()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestServer start(String host, Class<?>... extra) {
        return start(URI.create("http://" + host + ":" + freePort()), List.of(), extra);
    }

    private static TestServer start(URI base, List<String> more, Class<?>... extra) {
        try {
            Path data = Files.createTempDirectory("confidant");
            return start(base, more, data, keys(data), extra);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** This one, stopped, with its arguments, on its data and keys as they are now. */
    public TestServer again() {
        return start(URI.create("http://127.0.0.1:" + freePort()), more, data, data.resolve("keys"));
    }

    private static TestServer start(URI base, List<String> more, Path data, Path keys, Class<?>... extra) {
        int port = base.getPort();
        SpringApplication application = Commands.application();
        application.addPrimarySources(List.of(extra));
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--confidant.base=" + base,
                "--confidant.keys=" + keys,
                "--confidant.documents.directory=" + data.resolve("documents")));
        arguments.addAll(more);
        TestDatabase.properties(data).forEach((key, value) -> {
            if (more.stream().noneMatch(argument -> argument.startsWith("--" + key + "="))) {
                arguments.add("--" + key + "=" + value);
            }
        });
        return new TestServer(application.run(arguments.toArray(String[]::new)), base, data, more);
    }

    /** What the operator does who has looked at a journal that was rolled back (server/docs/backup.md): a new log begins. */
    public static void moveJournalAside(Path keys) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(keys, "journal-*.key")) {
            for (Path file : files) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".aside"));
            }
        }
    }

    public void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    public URI base() {
        return base;
    }

    /** Its data directory, with the demo's logins. */
    public Path data() {
        return data;
    }

    public URI fhir() {
        return URI.create(base + "/fhir");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All of its beans, for as long as anybody holds them. */
    WeakReference<?> beans() {
        return new WeakReference<>(context);
    }

    /** The database as its administrator, who sees every row. */
    public JdbcTemplate administrator() {
        return new JdbcTemplate(context.getBean(Database.class).owner());
    }

    /** An access token for a member of the cast, with the member's own client. */
    public String token(String login) {
        return token(login, Cast.of(World.read()).member(login).client());
    }

    /** The same through another client, such as the couples portal. Tokens are kept while they are fresh. */
    public String token(String login, String client) {
        return tokens.compute(
                        login + " " + client,
                        (k, kept) -> kept != null && Instant.now().isBefore(kept.until())
                                ? kept
                                : new Kept(
                                        obtain(login, client, null),
                                        Instant.now().plus(FRESH)))
                .token();
    }

    /** A new token with these scopes, separated by spaces. */
    public String tokenWithScopes(String login, String client, String scopes) {
        return obtain(login, client, scopes);
    }

    /** Drops the kept tokens: they live for five minutes. */
    public void forgetTokens() {
        tokens.clear();
    }

    /**
     * The member's browser, which signs in once a while: a code works once, and the next is half a minute away; but what
     * an officer does wants a sign-in of the last quarter of an hour.
     */
    public synchronized Browser browser(String login) {
        Instant now = Instant.now();
        return browsers.compute(
                        login,
                        (known, kept) ->
                                kept != null && kept.at().plus(SIGNED_IN).isAfter(now)
                                        ? kept
                                        : new SignedIn(new Browser(base, credentials(known)), now))
                .browser();
    }

    /** For acts that cannot be taken back and want a younger sign-in: an older one of the member's is forgotten. */
    public synchronized void signedInWithin(String login, Duration limit) {
        SignedIn kept = browsers.get(login);
        if (kept != null && kept.at().plus(limit).isBefore(Instant.now())) {
            browsers.remove(login);
            forgetTokens();
        }
    }

    public Credentials credentials(String login) {
        return Logins.open(data).credentials(login).orElseThrow();
    }

    private String obtain(String login, String client, String scopes) {
        Cast.App app = Cast.of(World.read()).app(client);
        Logins logins = Logins.open(data);
        String scope = scopes == null ? String.join(" ", app.scopes()) : scopes;
        try {
            return app.backend()
                    ? TokenCommand.clientCredentials(
                            base, client, JWK.parse(logins.secret(login).orElseThrow()), scope)
                    : browser(login).token(client, URI.create(app.redirectUris().get(0)), scope);
        } catch (Exception e) {
            throw new IllegalStateException("No token for " + login, e);
        }
    }

    public HttpResponse<String> get(String login, String path) {
        return send(token(login), "GET", path, null);
    }

    /** @param path below the FHIR endpoint; of documents and devices below the server */
    public HttpResponse<String> send(String token, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create((BESIDE.stream().anyMatch(path::startsWith) ? base : fhir()) + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        boolean typed = List.of(headers).stream().anyMatch("Content-Type"::equalsIgnoreCase);
        if (body != null && !typed) {
            request.header("Content-Type", "application/fhir+json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** To any address of the server, as it is. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static synchronized Path keys(Path data) throws IOException {
        Path keys = data.resolve("keys");
        if (firstKeys == null) {
            firstKeys = keys;
            return keys;
        }
        for (String file : List.of("wrapping.p12", "wrapping.passphrase", "data/00/0-index-1.key")) {
            Files.createDirectories(keys.resolve(file).getParent());
            Files.copy(firstKeys.resolve(file), keys.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return keys;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
