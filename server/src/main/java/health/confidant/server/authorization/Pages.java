package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What every page has: who is signed in, and how it is answered. */
final class Pages {
    private final SecurityContextHolderStrategy contexts;

    Pages(SecurityContextHolderStrategy contexts) {
        this.contexts = contexts;
    }

    Optional<SignedIn> person() {
        return SignedIn.of(contexts.getContext().getAuthentication());
    }

    /** The person of a page that the filter chain keeps for people who are signed in. */
    SignedIn signedIn() {
        return person().orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
    }

    ServerResponse page(String template, Map<String, ?> model) {
        return page(200, template, model);
    }

    ServerResponse page(int status, String template, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        person().ifPresent(person -> all.put("person", person.login()));
        return ServerResponse.status(status).render(template, all);
    }

    static ServerResponse to(String path) {
        return ServerResponse.seeOther(URI.create(path)).build();
    }

    /** Goes where the step says, which needs the servlet's own response, as a new session does. */
    static ServerResponse then(Function<HttpServletResponse, String> step) {
        return ServerResponse.status(HttpStatus.SEE_OTHER).build((request, response) -> {
            response.setHeader(HttpHeaders.LOCATION, step.apply(response));
            return null;
        });
    }

    static String field(ServerRequest request, String name) {
        return request.param(name).orElse("");
    }
}
