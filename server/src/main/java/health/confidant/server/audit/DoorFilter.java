package health.confidant.server.audit;

import com.nimbusds.jwt.SignedJWT;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records the doors before the FHIR endpoint: sign-in, its failures, sign-out, tokens given and refused, and requests
 * without a valid token. The answer waits until the record is durable; without it, nobody gets in.
 *
 * <p>What is recorded of a failure is who was tried, and only if there is such an account: people type passwords into
 * the wrong field.
 */
public final class DoorFilter extends OncePerRequestFilter {
    private static final List<String> ADMINISTRATION =
            List.of("/account", "/passkey", "/operator", "/oauth2/register", "/smart/state");
    /** What is recorded by who serves it, or shows nothing. */
    private static final List<String> ELSEWHERE = List.of("/fhir", "/documents", "/devices", "/exports", "/actuator");

    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final Journal journal;
    private final KnownNames names;
    private final Strangers strangers;
    private final Clock clock;

    public DoorFilter(Journal journal, KnownNames names, Strangers strangers, Clock clock) {
        this.journal = journal;
        this.names = names;
        this.strangers = strangers;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return door(request) == null;
    }

    private static Action door(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return null;
        }
        if (ADMINISTRATION.stream().anyMatch(path::startsWith)) {
            return Action.ADMINISTER;
        }
        if (path.startsWith("/oauth2/") || path.equals("/userinfo")) {
            return Action.TOKEN;
        }
        if (path.startsWith("/logout")) {
            return Action.SIGN_OUT;
        }
        return ELSEWHERE.stream().anyMatch(path::startsWith) ? null : Action.SIGN_IN;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HeldResponse kept = new HeldResponse(response);
        Action action = door(request);
        try {
            chain.doFilter(request, kept);
        } catch (DataAccessException e) {
            logger.error("The database is not available: " + e.getClass().getSimpleName());
            Unrecorded.answer(response, Unrecorded.DATABASE);
            return;
        }
        boolean refused = refused(kept);
        if (refused && !strangers.admits(request.getRemoteAddr())) {
            kept.release();
            return;
        }
        try {
            journal.append(List.of(record(request, kept, action, refused)));
            kept.release();
        } catch (RuntimeException e) {
            Unrecorded.answer(response, Unrecorded.JOURNAL);
        }
    }

    private static boolean refused(HttpServletResponse response) {
        String location = String.valueOf(response.getHeader("Location"));
        return response.getStatus() >= 400 || location.contains("error");
    }

    private AuditRecord record(HttpServletRequest request, HeldResponse response, Action action, boolean refused) {
        Optional<String> subject = action == Action.TOKEN && !refused ? subject(response) : Optional.empty();
        String login = subject.or(() -> Optional.ofNullable(request.getParameter("login")))
                .or(() -> session(request))
                .orElse("");
        String client = names.client(Optional.ofNullable(request.getParameter("client_id"))
                .or(() -> assertion(request))
                .orElse(""));
        return AuditRecord.of(action, refused ? Outcome.DENIED : Outcome.SUCCESS, clock.instant())
                .request(UUID.randomUUID().toString())
                .agent(names.person(login, client))
                .client(client)
                .address(request.getRemoteAddr())
                .detail(request.getMethod() + " " + path(request))
                .build();
    }

    /** Who is signed in, after the request. */
    private static Optional<String> session(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object context = session == null
                ? null
                : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context instanceof SecurityContext signed && signed.getAuthentication() != null
                ? Optional.of(signed.getAuthentication().getName())
                : Optional.empty();
    }

    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.substring(0, Math.min(60, path.length())).replaceAll("[^A-Za-z0-9/_.$-]", "?");
    }

    /** Whom the token that was given speaks for. */
    private static Optional<String> subject(HeldResponse response) {
        Matcher token = TOKEN.matcher(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
        return token.find() ? claim(token.group(1)) : Optional.empty();
    }

    private static Optional<String> assertion(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("client_assertion")).flatMap(DoorFilter::claim);
    }

    private static Optional<String> claim(String token) {
        try {
            return Optional.ofNullable(SignedJWT.parse(token).getJWTClaimsSet().getSubject());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
