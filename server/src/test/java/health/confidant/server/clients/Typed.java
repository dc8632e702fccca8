package health.confidant.server.clients;

import health.confidant.server.TestServer;
import health.confidant.server.authorization.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;

/** What members of the cast type into a browser: login, password, and the secret of their codes. */
final class Typed {
    private Typed() {}

    static Map<String, Object> by(TestServer server, String... logins) {
        Map<String, Object> people = new LinkedHashMap<>();
        for (String login : logins) {
            Credentials who = server.credentials(login);
            Map<String, String> typed = new LinkedHashMap<>();
            typed.put("login", who.login());
            typed.put("password", who.password());
            who.codes().ifPresent(secret -> typed.put("codes", secret));
            people.put(login, typed);
        }
        return people;
    }
}
