package health.confidant.server.noninterference;

import health.confidant.access.Role;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Browser;
import health.confidant.server.authorization.Credentials;
import health.confidant.server.demo.Cast;
import health.confidant.server.threat.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The doors of a server in plain words, for whoever must not know its types: people by reference or, where there is no
 * slash, by their login in the cast.
 */
public final class Reception {
    /** A token lives for five minutes. */
    private static final Duration FRESH = Duration.ofMinutes(3);

    /** Read once: a world asks for a thousand tokens. */
    private static final Cast CAST = Cast.of(World.read());

    /** Apps of the server's own, which the cast does not list. */
    private static final String MESSAGES = "messages-";

    private record Kept(String token, Instant until) {}

    private final TestServer server;
    private final Desk desk;
    private final Map<String, Set<Role>> roles = new HashMap<>();
    private final Map<String, Browser> browsers = new HashMap<>();
    private final Map<String, Kept> tokens = new HashMap<>();

    public Reception(TestServer server) {
        this.server = server;
        this.desk = new Desk(server);
    }

    /** Somebody of these roles; the account comes to be when they sign in. */
    public void welcome(String reference, String... names) {
        roles.put(reference, Set.of(names).stream().map(Role::valueOf).collect(Collectors.toSet()));
    }

    /** What a member of the cast is called in records. */
    public static String reference(String who) {
        return who.contains("/") ? who : Member.of(who).actor().reference();
    }

    /** The resource scopes that a client asks for, separated by spaces. */
    public static String scopes(String client) {
        if (client.startsWith(MESSAGES)) {
            String context = client.startsWith(MESSAGES + "clinician-") ? "user" : "patient";
            return "openid fhirUser %1$s/Communication.crs %1$s/Group.rs %1$s/Patient.rs %1$s/Practitioner.rs"
                    .formatted(context);
        }
        return String.join(" ", CAST.app(client).scopes());
    }

    /** Inside the server, by its policies, with the ids that the resources have. */
    public void create(String who, List<String> resources) {
        desk.create(member(who), resources);
    }

    public void update(String who, List<String> resources) {
        resources.forEach(resource -> desk.update(member(who), resource));
    }

    /** Over HTTP. */
    public Answer ask(
            String who, String client, String scopes, String method, String path, String body, String... more) {
        return Answer.of(server.send(token(who, client, scopes), method, "/" + path, body, more));
    }

    public Answer ask(String who, String client, String method, String path, String body) {
        return ask(who, client, scopes(client), method, path, body);
    }

    private Member member(String who) {
        if (!who.contains("/")) {
            return Member.of(who);
        }
        return Member.of("", who, roles.get(who), who.startsWith("Patient/") ? "individual-portal" : "clinician-app");
    }

    private synchronized String token(String who, String client, String scopes) {
        String key = who + " " + client + " " + scopes;
        Kept kept = tokens.get(key);
        if (kept == null || Instant.now().isAfter(kept.until())) {
            String token = who.contains("/") ? signIn(who, client, scopes) : ofCast(who, client, scopes);
            kept = new Kept(token, Instant.now().plus(FRESH));
            tokens.put(key, kept);
        }
        return kept.token();
    }

    private String ofCast(String login, String client, String scopes) {
        return scopes.equals(scopes(client))
                ? server.token(login, client)
                : server.tokenWithScopes(login, client, scopes);
    }

    private String signIn(String who, String client, String scopes) {
        try {
            String redirect = client.startsWith(MESSAGES)
                    ? server.base() + "/messages"
                    : CAST.app(client).redirectUris().get(0);
            return browsers.computeIfAbsent(who, this::browser).token(client, URI.create(redirect), scopes);
        } catch (IOException e) {
            throw new IllegalStateException("No token for " + who, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Browser browser(String who) {
        String login = "o" + who.substring(who.indexOf('/') + 1);
        boolean patient = who.startsWith("Patient/");
        server.bean(Accounts.class).create(login, Asker.PASSWORD, who, roles.get(who));
        if (!patient) {
            server.bean(OneTimePasswords.class).enrol(login, Asker.SECRET);
        }
        Optional<String> secret = patient ? Optional.empty() : Optional.of(Asker.SECRET);
        return new Browser(server.base(), new Credentials(login, Asker.PASSWORD, secret));
    }
}
