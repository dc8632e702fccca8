package health.confidant.server.noninterference;

import health.confidant.access.AccessDecision;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Browser;
import health.confidant.server.authorization.Credentials;
import health.confidant.server.decision.Decisions;
import health.confidant.server.demo.Cast;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A caller of the battery: a member and a way to a fresh token. */
record Asker(String name, Member member, Token token) {
    static final String PASSWORD = "a long password for a test";
    /** Of the authenticator app of staff, in base32. */
    static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    @FunctionalInterface
    interface Token {
        String fresh();
    }

    /** The whole cast, both of the portals, narrowed tokens, and one of the world's new patients. */
    static List<Asker> all(TestServer server, String patient) {
        List<Asker> askers = new ArrayList<>();
        for (Cast.Member member : Cast.of(World.read()).members()) {
            askers.add(cast(server, member.login(), member.client(), null));
        }
        askers.add(cast(server, "maya", "couples-portal", null));
        askers.add(cast(server, "kim", "clinician-app", "user/Observation.rs user/Patient.rs"));
        askers.add(cast(server, "lee", "clinician-app", "user/Goal.rs user/CarePlan.rs user/Encounter.s"));
        askers.add(cast(server, "novak", "officer-app", "user/Consent.rs"));
        askers.add(cast(server, "kim", "clinician-app", "user/Observation.rs"));
        askers.add(cast(server, "maya", "individual-portal", "patient/Observation.rs patient/Condition.rs"));
        askers.add(signedUp(server, patient));
        return askers;
    }

    static Asker cast(TestServer server, String login, String client, String scopes) {
        Cast.Member cast = Cast.of(World.read()).member(login);
        String all = String.join(" ", Cast.of(World.read()).app(client).scopes());
        Member member = Member.of(login, cast.reference(), cast.roles(), client, scopes == null ? all : scopes);
        return new Asker(
                login + " with " + client + (scopes == null ? "" : " " + scopes),
                member,
                () -> server.tokenWithScopes(login, client, scopes == null ? all : scopes));
    }

    private static Asker signedUp(TestServer server, String patient) {
        String login = "p" + patient.substring(patient.indexOf('/') + 1);
        server.bean(Accounts.class).create(login, PASSWORD, patient, Set.of(Role.PATIENT));
        return new Asker("new " + patient, Member.patient(patient), () -> signIn(server, login, "individual-portal"));
    }

    static String signIn(TestServer server, String login, String client) {
        Cast.App app = Cast.of(World.read()).app(client);
        try {
            // Whoever has set up a second step is asked for it; nobody else is.
            return new Browser(server.base(), new Credentials(login, PASSWORD, Optional.of(SECRET)))
                    .token(client, URI.create(app.redirectUris().get(0)), String.join(" ", app.scopes()));
        } catch (java.io.IOException e) {
            throw new IllegalStateException("No token for " + login, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the token lets this caller search for. */
    List<Shape> shapes() {
        return Shape.ALL.stream()
                .filter(shape -> member.actor().mayTouch(shape.type(), Scope.Letter.S))
                .toList();
    }

    /** SQL for what lies in a segment that this caller does not read. */
    String otherSegments(TestServer server) {
        AccessDecision decision = server.bean(Decisions.class).decide(member.context());
        return "(not (partition_id = any ('" + decision.readable().toArrayLiteral() + "'::int[])))";
    }

    /**
     * SQL for what this caller does not see, of the segments that they read, and what something seen refers to: that there
     * is such an id, the reference says.
     */
    String named(TestServer server) {
        return "not " + otherSegments(server) + " and " + hidden(server) + " and res_id in (select target_resource_id"
                + " from hfj_res_link where src_resource_id in (select res_id from hfj_resource where not "
                + hidden(server) + "))";
    }

    /** SQL for what this caller does not see: those, and the types that the token does not read. */
    String hidden(TestServer server) {
        Set<Scope> reading = member.actor().scopes().stream()
                .filter(scope -> scope.letters().contains(Scope.Letter.R)
                        || scope.letters().contains(Scope.Letter.S))
                .collect(Collectors.toSet());
        if (reading.stream().anyMatch(scope -> scope.type().equals("*"))) {
            return otherSegments(server);
        }
        String types = reading.stream().map(Scope::type).sorted().collect(Collectors.joining("','", "'", "'"));
        return "(" + otherSegments(server) + " or res_type not in (" + types + "))";
    }
}
