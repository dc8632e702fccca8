package health.confidant.server.threat;

import health.confidant.ig.World;
import health.confidant.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The server as one of the cast sees it. */
public record Door(TestServer server, String token) {
    private static final Map<TestServer, Boolean> DELETERS = new ConcurrentHashMap<>();

    /** Tokens live for five minutes, a test run longer. */
    private static final Duration FRESH = Duration.ofMinutes(3);

    private static final Map<TestServer, Instant> OBTAINED = new ConcurrentHashMap<>();

    public static Door of(TestServer server, String login) {
        Instant now = Instant.now();
        OBTAINED.compute(server, (s, since) -> {
            if (since != null && since.plus(FRESH).isAfter(now)) {
                return since;
            }
            s.forgetTokens();
            return now;
        });
        return new Door(server, server.token(login));
    }

    /** A clinician through an application that may delete: no application of the demo has the scope. */
    public static Door deleting(TestServer server, String login) {
        DELETERS.computeIfAbsent(
                server,
                s -> s.administrator()
                                .update("update confidant.client set scopes = array_append(scopes, 'user/*.cruds')"
                                        + " where client_id = 'clinician-app'")
                        == 1);
        return new Door(server, server.tokenWithScopes(login, "clinician-app", "openid fhirUser user/*.cruds"));
    }

    /** {@code Type/id} for the world's {@code Type/symbolic}. */
    public static String id(String symbolic) {
        return symbolic.substring(0, symbolic.indexOf('/') + 1) + World.id(symbolic);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer send(String method, String path, String body, String... headers) {
        String target = path.startsWith("/") ? path : "/" + path;
        return Answer.of(server.send(token, method, target, body, headers));
    }

    /** Creates, and says the new {@code Type/id}. */
    public String create(String json) {
        Answer made = send("POST", "/" + json.replaceAll("(?s).*?\"resourceType\":\"(\\w+)\".*", "$1"), json);
        if (made.status() != 201) {
            throw new IllegalStateException(made.status() + " " + made.body());
        }
        return made.json().path("resourceType").asText() + "/"
                + made.json().path("id").asText();
    }
}
