package health.confidant.server;

import com.nimbusds.jose.jwk.JWK;
import health.confidant.ig.World;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Browser;
import health.confidant.server.authorization.TokenCommand;
import health.confidant.server.backup.BackupCommand;
import health.confidant.server.database.DatabaseProperties;
import health.confidant.server.database.StartRefused;
import health.confidant.server.demo.Cast;
import health.confidant.server.demo.Logins;
import health.confidant.server.journal.JournalCommand;
import health.confidant.server.journal.VerifyCommand;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.WrappingProperties;
import health.confidant.server.load.LoadCommand;
import health.confidant.server.load.ValidateCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;

/** What {@code java -jar confidant.jar} can do: serve, token, code, load, validate, verify, health. */
final class Commands {
    private static final URI BASE = URI.create(System.getenv().getOrDefault("CONFIDANT_BASE", "http://127.0.0.1:8080"));
    private static final Path DATA =
            Path.of(System.getenv().getOrDefault("CONFIDANT_DATABASE_DIRECTORY", ".confidant"));

    private Commands() {}

    /** @return the exit code; the server itself returns when it is stopped */
    static int run(String[] arguments) {
        String command = arguments.length == 0 || arguments[0].startsWith("--") ? "serve" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        if (!command.equals("serve")) {
            quiet();
        }
        try {
            return switch (command) {
                case "serve" -> serve(arguments);
                case "token" -> token(rest);
                case "code" -> code(rest);
                case "load" -> new LoadCommand(Commands::sourceToken, System.out, Clock.systemUTC()).run(rest);
                case "validate" -> new ValidateCommand(Commands::sourceToken, System.out).run(rest);
                case "journal" -> new JournalCommand(System.out).run(rest);
                case "backup" -> rest.length == 1 ? backups().backup(Path.of(rest[0])) : usage();
                case "restore" -> rest.length == 1 ? backups().restore(Path.of(rest[0])) : usage();
                case "rotate" -> rotate();
                case "verify" -> new VerifyCommand(System.out).run(rest);
                case "health" -> health();
                default -> usage();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException e) {
            System.err.println(
                    "No server answers at " + BASE + " (" + e.getClass().getSimpleName() + ").");
            return 1;
        }
    }

    /** Libraries tell of themselves; here they would do it in the middle of a command's own words. */
    private static void quiet() {
        LoggingSystem.get(Commands.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    private static int usage() {
        System.err.println(
                "Usage: [serve] | token LOGIN [CLIENT] | code LOGIN | load BASE-URL FOLDER [--generate N [--seed S]]"
                        + " | validate BASE-URL FOLDER | verify ... | journal ... | backup FILE"
                        + " | restore FILE | rotate | health");
        return 2;
    }

    /** A new version of the wrapping key, beside running servers, which record it in the audit log. */
    private static int rotate() {
        DataKeys keys = keys();
        System.out.println("Wrapped " + keys.rotateWrapping() + " data keys anew; the earlier wrapping key is gone.");
        return 0;
    }

    private static DataKeys keys() {
        Map<String, String> set = System.getenv();
        return DataKeys.open(
                WrappingProperties.of(set),
                Path.of(set.getOrDefault("CONFIDANT_KEYS", ".confidant/keys")),
                !"false".equals(set.get("CONFIDANT_DEMO")));
    }

    private static BackupCommand backups() {
        Map<String, String> set = System.getenv();
        DatabaseProperties database = new DatabaseProperties(
                set.getOrDefault("CONFIDANT_DATABASE_URL", ""),
                set.getOrDefault("CONFIDANT_DATABASE_USER", ""),
                set.getOrDefault("CONFIDANT_DATABASE_PASSWORD", ""),
                set.getOrDefault("CONFIDANT_DATABASE_SERVER_PASSWORD", ""),
                DATA,
                4,
                0);
        return new BackupCommand(database, keys(), System.out);
    }

    private static int serve(String[] arguments) throws InterruptedException {
        try {
            application().run(arguments);
            Thread.currentThread().join();
            return 0;
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(Application.class);
        application.setLogStartupInfo(false);
        application.setBannerMode(Banner.Mode.OFF);
        // HAPI's configuration has cycles, and ours replaces some of its beans by name.
        application.setAllowBeanDefinitionOverriding(true);
        application.setAllowCircularReferences(true);
        return application;
    }

    private static int token(String[] arguments) {
        if (arguments.length == 0) {
            return usage();
        }
        Cast.Member member = Cast.of(World.read()).member(arguments[0]);
        System.out.println(obtain(arguments[0], arguments.length > 1 ? arguments[1] : member.client()));
        return 0;
    }

    /** The outside EHR's, which brings Synthea's patients and may read back what it brought. */
    private static String sourceToken() {
        return obtain("northside-ehr", "northside-ehr");
    }

    /** A token for one of the cast, through the front door. */
    private static String obtain(String login, String client) {
        Cast.App app = Cast.of(World.read()).app(client);
        Logins logins = Logins.open(DATA);
        String secret = logins.secret(login).orElseThrow(() -> noLogin(login));
        String scope = String.join(" ", app.scopes());
        try {
            return app.backend()
                    ? TokenCommand.clientCredentials(BASE, client, JWK.parse(secret), scope)
                    : new Browser(BASE, logins.credentials(login).orElseThrow())
                            .token(client, URI.create(app.redirectUris().get(0)), scope);
        } catch (IOException | ParseException e) {
            throw new StartRefused("No token from " + BASE + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted.");
        }
    }

    /** The present code of a demo member's authenticator app, for the sign-in page. */
    private static int code(String[] arguments) {
        if (arguments.length == 0) {
            return usage();
        }
        String secret = Logins.open(DATA).codes(arguments[0]).orElseThrow(() -> noLogin(arguments[0]));
        System.out.println(OneTimePasswords.code(secret, Instant.now()));
        return 0;
    }

    private static StartRefused noLogin(String login) {
        return new StartRefused("No demo login " + login + " in " + DATA + ". Start the server first.");
    }

    private static int health() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(BASE + "/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200
                ? 0
                : 1;
    }

    /** One clear line and a non-zero exit. */
    private static int refused(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused) {
                System.err.println("Confidant did not start: " + cause.getMessage());
                return 2;
            }
            if (cause instanceof PortInUseException port) {
                System.err.println("Confidant did not start: port " + port.getPort()
                        + " is in use. Stop what uses it, or set SERVER_PORT and CONFIDANT_BASE.");
                return 2;
            }
        }
        throw thrown;
    }
}
