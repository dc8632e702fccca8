package health.confidant.server.authorization;

import health.confidant.access.Assurance;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks a person who is signed in to prove it again, when the app wants a fresher or a stronger proof: {@code prompt=login},
 * {@code max_age} and {@code acr_values} (OpenID Connect Core 1.0, section 3.1.2.1; RFC 9470). Asked once for a request:
 * what was proved is in the token, and whoever reads it decides whether it is enough.
 *
 * <p>A posted authorization request is turned into the same one by GET, which carries the session's cookie: a form of
 * another site does not.
 */
final class StepUp extends OncePerRequestFilter {
    private static final String ASKED = StepUp.class.getName() + ".asked";

    private record Asked(String query, Instant at) implements Serializable {}

    private final RequestCache saved;
    private final SecurityContextHolderStrategy contexts;
    private final Clock clock;

    StepUp(RequestCache saved, SecurityContextHolderStrategy contexts, Clock clock) {
        this.saved = saved;
        this.contexts = contexts;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals("/oauth2/authorize");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getMethod().equals("POST") && request.getParameter("response_type") != null) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/oauth2/authorize?" + query(request));
            return;
        }
        Optional<SignedIn> person = SignedIn.of(contexts.getContext().getAuthentication());
        if (person.isPresent() && wanting(request, person.get()) && !asked(request, person.get())) {
            request.getSession().setAttribute(ASKED, new Asked(request.getQueryString(), clock.instant()));
            saved.saveRequest(request, response);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/login?again");
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean wanting(HttpServletRequest request, SignedIn person) {
        boolean again = words(request, "prompt").contains("login");
        boolean stronger = words(request, "acr_values").contains(Assurance.Level.MULTI_FACTOR.acr())
                && person.level() != Assurance.Level.MULTI_FACTOR;
        String age = request.getParameter("max_age");
        boolean older = age != null
                && age.matches("\\d{1,9}")
                && person.at().plusSeconds(Long.parseLong(age)).isBefore(clock.instant());
        return again || stronger || older;
    }

    private static boolean asked(HttpServletRequest request, SignedIn person) {
        return request.getSession().getAttribute(ASKED) instanceof Asked before
                && before.query().equals(request.getQueryString())
                && !person.at().isBefore(before.at().truncatedTo(ChronoUnit.SECONDS));
    }

    private static List<String> words(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? List.of() : Arrays.asList(value.split(" "));
    }

    private static String query(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .flatMap(parameter ->
                        Stream.of(parameter.getValue()).map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
