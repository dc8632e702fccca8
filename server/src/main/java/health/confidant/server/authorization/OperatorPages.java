package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import health.confidant.access.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Where an app asks to be registered, and where the operator, signed in with two factors, decides, sees every app and
 * system, and closes one: at its next request, also for tokens that it has.
 */
final class OperatorPages {
    /** What a system can be registered as. */
    private static final List<Role> SYSTEMS = List.of(Role.EHR, Role.PAYER, Role.RESEARCHER);

    private static final List<Purpose> PURPOSES =
            List.of(Purpose.PATRQT, Purpose.TREAT, Purpose.HPAYMT, Purpose.HOPERAT, Purpose.HRESCH);

    private final Pages pages;
    private final Accounts accounts;
    private final Clients clients;
    private final Registrations registrations;
    private final SignInThrottle throttle;

    OperatorPages(
            Pages pages, Accounts accounts, Clients clients, Registrations registrations, SignInThrottle throttle) {
        this.pages = pages;
        this.accounts = accounts;
        this.clients = clients;
        this.registrations = registrations;
        this.throttle = throttle;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST("/oauth2/register", this::ask)
                .GET("/operator/clients", this::show)
                .POST("/operator/clients", this::decide)
                .POST("/operator/clients/disable", this::disable)
                .build();
    }

    private ServerResponse ask(ServerRequest request) throws Exception {
        if (!throttle.admits("\nregister", request.servletRequest().getRemoteAddr())) {
            return ServerResponse.status(429).build();
        }
        try {
            return ServerResponse.status(201)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(registrations.ask(request.body(new ParameterizedTypeReference<Map<String, Object>>() {})));
        } catch (IllegalArgumentException e) {
            return ServerResponse.badRequest()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of(
                            "error", "invalid_client_metadata", "error_description", String.valueOf(e.getMessage())));
        }
    }

    private Optional<SignedIn> operator() {
        SignedIn person = pages.signedIn();
        return accounts.find(person.login())
                .filter(account -> !account.disabled() && account.roles().contains(Role.OPERATOR))
                .filter(account -> person.level().ordinal() > 0)
                .map(account -> person);
    }

    private ServerResponse show(ServerRequest request) {
        return operator().isEmpty()
                ? ServerResponse.notFound().build()
                : pages.page(
                        "operator",
                        Map.of(
                                "waiting",
                                registrations.waiting(),
                                "clients",
                                clients.all(),
                                "purposes",
                                PURPOSES,
                                "systems",
                                SYSTEMS,
                                "refused",
                                Pages.field(request, "error"),
                                "done",
                                request.param("done").isPresent()));
    }

    private ServerResponse disable(ServerRequest request) {
        if (operator().isEmpty()) {
            return ServerResponse.notFound().build();
        }
        clients.disable(
                Pages.field(request, "client"), Pages.field(request, "decision").equals("close"));
        return Pages.to("/operator/clients?done");
    }

    private ServerResponse decide(ServerRequest request) {
        Optional<SignedIn> operator = operator();
        if (operator.isEmpty()) {
            return ServerResponse.notFound().build();
        }
        String id = Pages.field(request, "client");
        try {
            if (Pages.field(request, "decision").equals("approve")) {
                registrations.approve(id, operator.get().login(), approval(request));
            } else {
                registrations.reject(id, operator.get().login());
            }
            return Pages.to("/operator/clients?done");
        } catch (IllegalArgumentException e) {
            return Pages.to("/operator/clients?" + Wire.encode(Map.of("error", String.valueOf(e.getMessage()))));
        }
    }

    private static Registrations.Approval approval(ServerRequest request) {
        Set<String> scopes = new HashSet<>(request.params().getOrDefault("scope", List.of()));
        Set<Role> roles = request.params().getOrDefault("role", List.of()).stream()
                .flatMap(name -> SYSTEMS.stream().filter(role -> role.name().equals(name)))
                .collect(Collectors.toSet());
        Purpose purpose = purposes(request, "purpose").stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Choose a purpose"));
        return new Registrations.Approval(
                purpose,
                purposes(request, "asserted"),
                scopes,
                Optional.of(Pages.field(request, "organization")).filter(it -> !it.isBlank()),
                roles);
    }

    private static Set<Purpose> purposes(ServerRequest request, String field) {
        List<String> chosen = request.params().getOrDefault(field, List.of());
        return PURPOSES.stream().filter(known -> chosen.contains(known.name())).collect(Collectors.toSet());
    }
}
