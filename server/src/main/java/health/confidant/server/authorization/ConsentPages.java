package health.confidant.server.authorization;

import health.confidant.access.Actor;
import health.confidant.access.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Between sign-in and the app: which patient, and what the app may have of it. The request waits in the database under a
 * state that only its own person's session can use; the form goes to the authorization endpoint, which lets no scope
 * through that was not asked for.
 */
final class ConsentPages {
    static final String PATH = "/oauth2/consent";
    private static final OAuth2TokenType STATE = new OAuth2TokenType(TokenRows.STATE);
    private static final Set<String> FIXED =
            Set.of("openid", "fhirUser", "profile", "launch", "launch/patient", "launch/encounter");

    private final Pages pages;
    private final Accounts accounts;
    private final Clients clients;
    private final OAuth2AuthorizationService grants;
    private final PatientDirectory patients;

    ConsentPages(
            Pages pages,
            Accounts accounts,
            Clients clients,
            OAuth2AuthorizationService grants,
            PatientDirectory patients) {
        this.pages = pages;
        this.accounts = accounts;
        this.clients = clients;
        this.grants = grants;
        this.patients = patients;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH, this::show)
                .POST(PATH + "/patient", this::choose)
                .build();
    }

    /** Whether the person must be asked: by every app that is not the program's own, and for a patient to be picked. */
    static boolean required(
            OAuth2AuthorizationCodeRequestAuthenticationContext context, Clients clients, Accounts accounts) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        boolean trusted = clients.find(request.getClientId())
                .filter(client -> client.more().trusted())
                .isPresent();
        OAuth2AuthorizationRequest asked = context.getAuthorizationRequest();
        String login = ((java.security.Principal) request.getPrincipal()).getName();
        return !trusted || picks(asked, accounts.find(login).orElseThrow());
    }

    private static boolean picks(OAuth2AuthorizationRequest request, Account account) {
        return request.getScopes().contains("launch/patient")
                && account.patient().isEmpty()
                && !request.getAdditionalParameters().containsKey(NarrowedScopes.PATIENT);
    }

    private record Waiting(
            OAuth2Authorization grant, OAuth2AuthorizationRequest request, Account account, Client client) {}

    private Optional<Waiting> waiting(ServerRequest request) {
        OAuth2Authorization grant = grants.findByToken(Pages.field(request, "state"), STATE);
        if (grant == null || !grant.getPrincipalName().equals(pages.signedIn().login())) {
            return Optional.empty();
        }
        OAuth2AuthorizationRequest asked = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return accounts.find(grant.getPrincipalName())
                .filter(account -> !account.disabled())
                .flatMap(account -> clients.find(grant.getRegisteredClientId())
                        .map(client -> new Waiting(grant, asked, account, client)));
    }

    private ServerResponse show(ServerRequest request) {
        return waiting(request)
                .map(waiting -> picks(waiting.request(), waiting.account())
                                && waiting.grant().getAttribute(TokenClaims.PATIENT) == null
                        ? picker(request, waiting)
                        : consent(request, waiting))
                .orElseGet(this::gone);
    }

    private ServerResponse picker(ServerRequest request, Waiting waiting) {
        String name = Pages.field(request, "name");
        return pages.page(
                "patient-picker",
                Map.of(
                        "client", waiting.client().name(),
                        "clientId", waiting.client().id(),
                        "state", Pages.field(request, "state"),
                        "name", name,
                        "choices", patients.patients(asker(request, waiting), name)));
    }

    /** The choice is looked up again as the person: what the form says is a wish. */
    private ServerResponse choose(ServerRequest request) {
        Optional<Waiting> waiting = waiting(request);
        if (waiting.isEmpty()) {
            return gone();
        }
        String chosen = Pages.field(request, "patient");
        Optional<PatientDirectory.Choice> choice = choice(request, waiting.get(), chosen);
        if (choice.isEmpty()) {
            return gone();
        }
        grants.save(OAuth2Authorization.from(waiting.get().grant())
                .attribute(TokenRows.STATE, Pages.field(request, "state"))
                .attribute(TokenClaims.PATIENT, choice.get().reference())
                .build());
        return Pages.to(PATH + "?"
                + Wire.encode(
                        Map.of("client_id", waiting.get().client().id(), "state", Pages.field(request, "state"))));
    }

    private Optional<PatientDirectory.Choice> choice(ServerRequest request, Waiting waiting, String reference) {
        return patients.patient(asker(request, waiting), reference);
    }

    private ServerResponse consent(ServerRequest request, Waiting waiting) {
        Set<String> scopes = new TreeSet<>(waiting.request().getScopes());
        List<ScopeWords.Line> lines =
                scopes.stream().map(scope -> ScopeWords.line(scope, FIXED)).toList();
        return pages.page(
                "consent",
                Map.of(
                        "client", waiting.client().name(),
                        "clientId", waiting.client().id(),
                        "state", Pages.field(request, "state"),
                        "patient", patient(request, waiting),
                        "site",
                                java.net
                                        .URI
                                        .create(waiting.request().getRedirectUri())
                                        .getAuthority(),
                        "withheld", withheld(waiting),
                        "asked", lines.stream().filter(line -> !line.fixed()).toList(),
                        "fixed", lines.stream().filter(ScopeWords.Line::fixed).toList()));
    }

    private static List<String> withheld(Waiting waiting) {
        return Stream.ofNullable(waiting.request().getAdditionalParameters().get(NarrowedScopes.WITHHELD))
                .flatMap(scopes -> Stream.of(scopes.toString().split(" ")))
                .map(ScopeWords::words)
                .toList();
    }

    /** The name of the patient that the grant is about, or nothing. */
    private String patient(ServerRequest request, Waiting waiting) {
        if (waiting.account().patient().isPresent()) {
            return "you";
        }
        Object launched = waiting.request().getAdditionalParameters().get(NarrowedScopes.PATIENT);
        return Stream.of(waiting.grant().<String>getAttribute(TokenClaims.PATIENT), launched)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .flatMap(reference -> choice(request, waiting, reference.toString()))
                .map(PatientDirectory.Choice::name)
                .orElse("");
    }

    private ServerResponse gone() {
        return pages.page(400, "refused", Map.of());
    }

    private static PatientDirectory.Asker asker(ServerRequest request, Waiting waiting) {
        return asker(request, waiting.account(), waiting.client());
    }

    /** The person, asking through the app for no more than whom to choose from. */
    static PatientDirectory.Asker asker(ServerRequest request, Account account, Client client) {
        Actor actor = new Actor(
                account.reference(),
                account.roles(),
                client.id(),
                Set.of(
                        Scope.parse("user/Patient.rs").orElseThrow(),
                        Scope.parse("user/Encounter.rs").orElseThrow()),
                client.portal(),
                Optional.empty());
        return new PatientDirectory.Asker(
                actor, client.purpose(), request.servletRequest().getRemoteAddr());
    }
}
