package health.confidant.server.scenario;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.Assurance;
import health.confidant.enforcement.AccessContext;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.breakglass.BreakGlassProvider;
import health.confidant.server.demo.Cast;
import health.confidant.server.duty.Duties;
import health.confidant.server.noninterference.Member;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.StringType;

/** A member of the cast with one token, renewed before it expires. Answers about nothing are asked for once. */
final class Caller {
    private static final Duration FRESH = Duration.ofSeconds(200);
    private static final int PAGES = 120;

    private final TestServer server;
    private final String login;
    private final String client;
    private final String scopes;
    private final String emergency;
    private final Map<Ask, Answer> kept = new HashMap<>();
    private final Map<String, List<Answer>> walks = new HashMap<>();
    private String token;
    private Instant obtained = Instant.MIN;
    private int requests;

    /** @param emergency the patient of whom an emergency is declared with the first token, else empty */
    Caller(TestServer server, String login, String client, String scopes, String emergency) {
        this.server = server;
        this.login = login;
        this.client = client.isEmpty() ? Cast.of(World.read()).member(login).client() : client;
        this.scopes = scopes.isEmpty() ? null : scopes;
        this.emergency = emergency;
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
            boolean first = token == null;
            token = server.tokenWithScopes(login, client, scopes);
            obtained = Instant.now();
            if (first && !emergency.isEmpty()) {
                declare();
            }
        }
        requests++;
        List<String> headers = new ArrayList<>(ask.headers());
        if (!emergency.isEmpty()) {
            headers.addAll(List.of("Purpose-Of-Use", "BTG"));
        }
        HttpResponse<String> response =
                server.send(token, ask.method(), ask.path(), ask.body(), headers.toArray(String[]::new));
        if (response.statusCode() >= 500 || response.statusCode() == 401) {
            throw new AssertionError(login + " got " + response.statusCode() + " for " + ask.line());
        }
        if (response.body().contains("\"diagnostics\":\"HAPI-")) {
            throw new AssertionError("An outcome that is not ours for " + ask.line() + ": " + response.body());
        }
        return Answer.of(response);
    }

    /** Past the servlet, because a sign-in of the cast is kept, and an emergency wants a fresh one. */
    private void declare() {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestId("scenario");
        request.setFhirContext(server.bean(FhirContext.class));
        Member member = Member.of(login);
        Assurance fresh = new Assurance(Assurance.Level.MULTI_FACTOR, Instant.now());
        new AccessContext(member.actor(), member.purpose(), "scenario", false, Optional.of(fresh)).attach(request);
        server.bean(Duties.class).providers().stream()
                .filter(BreakGlassProvider.class::isInstance)
                .map(BreakGlassProvider.class::cast)
                .findFirst()
                .orElseThrow()
                .declare(
                        new IdType(World.read().reference("Patient/" + emergency)),
                        new StringType("Found unconscious."),
                        null,
                        null,
                        null,
                        request);
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
