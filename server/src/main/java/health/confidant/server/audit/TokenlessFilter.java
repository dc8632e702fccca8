package health.confidant.server.audit;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records requests to the FHIR endpoint and for documents that have no valid token; nothing was shown to them. Where the database is away,
 * whether a token is valid cannot be known: 503.
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
        }
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED && strangers.admits(request.getRemoteAddr())) {
            record(request);
        }
    }

    private void record(HttpServletRequest request) {
        AuditRecord record = AuditRecord.of(Action.TOKEN, Outcome.DENIED, clock.instant())
                .request(UUID.randomUUID().toString())
                .agent("unknown")
                .address(request.getRemoteAddr())
                .build();
        try {
            journal.append(
                    List.of(record.with(List.of(), Optional.empty(), request.getMethod() + " without a valid token")));
        } catch (RuntimeException e) {
            // Nothing was shown and nothing can be: the answer is the refusal that it was.
            logger.warn("A refusal was not recorded: " + e.getClass().getSimpleName());
        }
    }
}
