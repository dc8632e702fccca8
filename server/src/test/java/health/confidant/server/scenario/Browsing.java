package health.confidant.server.scenario;

import health.confidant.server.smart.App;
import java.net.http.HttpResponse;
import java.util.Map;

/** What somebody does in a browser: looks at a page, sends a form of it, lets an app in. */
record Browsing(App app) {
    /** An authorization request that is right but for what the step says. */
    private static final String SCOPES = "launch/patient patient/Observation.rs";

    HttpResponse<String> send(Step.Request request) {
        return switch (request.verb()) {
            case "BROWSE" -> app.get(request.path());
            case "SUBMIT" -> submit(request);
            case "LAUNCH" -> launch(request.path(), request.form().get("scope"));
            default -> authorize(request.path(), request.form());
        };
    }

    private HttpResponse<String> submit(Step.Request request) {
        App.Form form = App.form(app.get(request.page()).body(), request.path());
        request.fields().forEach(field -> form.set(field.name(), field.value()));
        return app.submit(form);
    }

    /** Through the consent page, where all is allowed, to the tokens. */
    private HttpResponse<String> launch(String client, String scope) {
        String code = app.allowed(app.request(client, scope)).get("code");
        return app.token(app.redemption(client, code));
    }

    /** @param changed parameters of the request, left out where they are empty; {@code by=POST} posts it */
    private HttpResponse<String> authorize(String client, Map<String, String> changed) {
        Map<String, String> request = app.request(client, SCOPES);
        changed.forEach((name, value) -> {
            if (value.isEmpty()) {
                request.remove(name);
            } else {
                request.put(name, value);
            }
        });
        return request.remove("by") == null ? app.authorize(request) : app.post("/oauth2/authorize", request);
    }
}
