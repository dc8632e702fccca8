package health.confidant.server.scenario;

import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.demo.Cast;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A member of the cast with one token, renewed before it expires. Answers about nothing are asked for once. */
final class Caller {
    private static final Duration FRESH = Duration.ofSeconds(200);
    private static final int PAGES = 120;

    private final TestServer server;
    private final String login;
    private final String client;
    private final String scopes;
    private final Map<Ask, Answer> kept = new HashMap<>();
    private final Map<String, List<Answer>> walks = new HashMap<>();
    private String token;
    private Instant obtained = Instant.MIN;
    private int requests;

    Caller(TestServer server, String login, String client, String scopes) {
        this.server = server;
        this.login = login;
        this.client = client.isEmpty() ? Cast.of(World.read()).member(login).client() : client;
        this.scopes = scopes.isEmpty() ? null : scopes;
    }

    String login() {
        return login;
    }

    String client() {
        return client;
    }

    int requests() {
        return requests;
    }

    String base() {
        return server.fhir().toString();
    }

    Answer ask(Ask ask) {
        if (obtained.plus(FRESH).isBefore(Instant.now())) {
            token = server.tokenWithScopes(login, client, scopes);
            obtained = Instant.now();
        }
        List<String> headers = new ArrayList<>();
        if (ask.contentType() != null) {
            headers.addAll(List.of("Content-Type", ask.contentType()));
        }
        if (ask.ifNoneExist() != null) {
            headers.addAll(List.of("If-None-Exist", ask.ifNoneExist()));
        }
        requests++;
        HttpResponse<String> response =
                server.send(token, ask.method(), ask.path(), ask.body(), headers.toArray(String[]::new));
        if (response.statusCode() >= 500 || response.statusCode() == 401) {
            throw new AssertionError(login + " got " + response.statusCode() + " for " + ask.line());
        }
        return Answer.of(response);
    }

    /** The same question gets the first answer: for questions about nothing, which everybody compares with. */
    Answer askOnce(Ask ask) {
        Answer answer = kept.get(ask);
        if (answer == null) {
            answer = ask(ask);
            kept.put(ask, answer);
        }
        return answer;
    }

    /** All pages from this path on. */
    List<Answer> walk(String path) {
        List<Answer> pages = walks.get(path);
        if (pages == null) {
            pages = new ArrayList<>();
            for (String next = path; !next.isEmpty() && pages.size() < PAGES; ) {
                Answer page = ask(Ask.get(next));
                pages.add(page);
                next = page.next(base());
            }
            walks.put(path, pages);
        }
        return pages;
    }
}
