package health.confidant.server.audit;

import health.confidant.access.Actor;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import health.confidant.server.journal.JournalUnavailable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records requests to the FHIR endpoint and for documents that have no valid token, or a method that is not offered there,
 * such as a change of an AuditEvent; nothing was shown to them. Where the database is away, whether a token is valid
 * cannot be known, and where the journal is away, nothing may be shown: 503.
 */
public final class TokenlessFilter extends OncePerRequestFilter {
    private final Journal journal;
    private final Strangers strangers;
    private final Clock clock;

    public TokenlessFilter(Journal journal, Strangers strangers, Clock clock) {
        this.journal = journal;
        this.strangers = strangers;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException e) {
            // Whether the token is in force could not be looked up.
            logger.error("The database is not available: " + e.getClass().getSimpleName());
            Unrecorded.answer(response, Unrecorded.DATABASE);
            return;
        } catch (JournalUnavailable e) {
            // Nothing of the answer has left: the edge lets it out when its records are durable.
            logger.error("An answer was withheld, for the journal is not available: " + e.getMessage());
            Unrecorded.answer(response, Unrecorded.JOURNAL);
            return;
        }
        boolean tokenless = response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED;
        boolean refused = response.getStatus() == HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        if ((tokenless || refused) && strangers.admits(request.getRemoteAddr())) {
            String id = response.getHeader("X-Request-ID");
            record(
                    request,
                    id == null ? UUID.randomUUID().toString() : id,
                    tokenless ? " without a valid token" : ", which is not offered there");
        }
    }

    private void record(HttpServletRequest request, String id, String what) {
        AuditRecord record = AuditRecord.of(Action.TOKEN, Outcome.DENIED, clock.instant())
                .request(id)
                .agent(agent(request))
                .address(request.getRemoteAddr())
                .detail(method(request) + what)
                .build();
        try {
            journal.append(List.of(record));
        } catch (RuntimeException e) {
            // Nothing was shown and nothing can be: the answer is the refusal that it was.
            logger.warn("A refusal was not recorded: " + e.getClass().getSimpleName());
        }
    }

    /** Whoever the token says, if the security chain had one. */
    private static String agent(HttpServletRequest request) {
        Object context = request.getAttribute(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME);
        return context instanceof SecurityContext secured
                        && secured.getAuthentication() != null
                        && secured.getAuthentication().getPrincipal() instanceof Actor actor
                ? actor.reference()
                : "unknown";
    }

    private static String method(HttpServletRequest request) {
        return request.getMethod().replaceAll("[^A-Z]", "?");
    }
}
