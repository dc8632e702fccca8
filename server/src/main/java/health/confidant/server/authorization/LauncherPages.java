package health.confidant.server.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The clinician's launcher: an app, a patient and, if it is about one, a visit; then the app opens with a {@code launch}
 * value (SMART App Launch 2.2, "Launch App: EHR Launch"). It shows whom the person may see, and nobody else can launch.
 */
final class LauncherPages {
    private final Pages pages;
    private final Accounts accounts;
    private final Clients clients;
    private final Launches launches;
    private final PatientDirectory patients;
    private final AuthorizationProperties properties;

    LauncherPages(
            Pages pages,
            Accounts accounts,
            Clients clients,
            Launches launches,
            PatientDirectory patients,
            AuthorizationProperties properties) {
        this.pages = pages;
        this.accounts = accounts;
        this.clients = clients;
        this.launches = launches;
        this.patients = patients;
        this.properties = properties;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/launcher", this::show)
                .POST("/launcher", this::launch)
                .build();
    }

    private List<Client> apps(Account account) {
        return clients.launchable().stream()
                .filter(client -> account.mayUse(client.id()))
                .toList();
    }

    private Optional<Client> app(ServerRequest request, Account account) {
        return apps(account).stream()
                .filter(client -> client.id().equals(Pages.field(request, "app")))
                .findFirst();
    }

    private Optional<Account> staff() {
        return accounts.find(pages.signedIn().login()).filter(SignInFlow::mandatory);
    }

    private ServerResponse show(ServerRequest request) {
        Optional<Account> account = staff();
        if (account.isEmpty()) {
            return Pages.to("/account");
        }
        Optional<Client> app = app(request, account.get());
        if (app.isEmpty()) {
            return pages.page("launcher", Map.of("apps", apps(account.get())));
        }
        PatientDirectory.Asker asker = ConsentPages.asker(request, account.get(), app.get());
        String name = Pages.field(request, "name");
        Optional<PatientDirectory.Choice> patient = patients.patient(asker, Pages.field(request, "patient"));
        return patient.isEmpty()
                ? pages.page(
                        "launcher", Map.of("app", app.get(), "name", name, "choices", patients.patients(asker, name)))
                : pages.page(
                        "launcher",
                        Map.of(
                                "app", app.get(),
                                "patient", patient.get(),
                                "visits", patients.visits(asker, patient.get().reference())));
    }

    private ServerResponse launch(ServerRequest request) {
        Optional<Account> account = staff();
        Optional<Client> app = account.flatMap(known -> app(request, known));
        if (app.isEmpty()) {
            return pages.page(400, "refused", Map.of());
        }
        PatientDirectory.Asker asker = ConsentPages.asker(request, account.get(), app.get());
        Optional<PatientDirectory.Choice> patient = patients.patient(asker, Pages.field(request, "patient"));
        if (patient.isEmpty()) {
            return pages.page(400, "refused", Map.of());
        }
        Optional<String> visit = patients.visits(asker, patient.get().reference()).stream()
                .map(PatientDirectory.Visit::reference)
                .filter(Pages.field(request, "encounter")::equals)
                .findFirst();
        String value = launches.issue(
                account.get().login(),
                app.get().id(),
                new Launches.Context(patient.get().reference(), visit));
        String launch = app.get().more().launchUri().orElseThrow().toString();
        return Pages.to(launch
                + (launch.contains("?") ? "&" : "?")
                + Wire.encode(Map.of("iss", properties.fhirBase(), "launch", value)));
    }
}
