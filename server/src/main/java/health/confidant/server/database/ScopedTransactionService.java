package health.confidant.server.database;

import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.util.JpaHapiTransactionService;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import health.confidant.access.AccessDecision;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.postgresql.util.PSQLState;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hands each transaction its scope as its first statement.
 *
 * <p>A request whose owners' facts changed since its scope was decided is decided again here, in the transaction that
 * its data will be read in: a revocation is in force at its commit, and an expiry at its second by the database's
 * clock. Without a request and outside {@link SystemScope}, a transaction sees nothing.
 */
public class ScopedTransactionService extends JpaHapiTransactionService {
    /** The newest change by its index: of a parameter PostgreSQL expects that it fits a third of all owners, and reads them. */
    static final String ENTER =
            """
            select set_config('role', ?, true), set_config('confidant.readable', ?, true),
                   set_config('confidant.writable', ?, true), set_config('confidant.types', ?, true),
                   set_config('confidant.granted', ?, true), set_config('plan_cache_mode', ?, true),
                   clock_timestamp() >= to_timestamp(? / 1000.0)
                   or coalesce(
                       (select changed from confidant.owner order by changed desc limit 1) >= ?::text::xid8, false)
            """;
    /** Where the token is for every type there is nothing to open. */
    private static final String OPEN_TARGETS =
            "select set_config('confidant.targets', case when current_setting('confidant.types', true) = '*' then 'off'"
                    + " else 'on' end, true) = 'on'";

    private static final String CLOSE_TARGETS = "select set_config('confidant.targets', 'off', true)";

    /** Year 9999: later than any period, and within PostgreSQL's range. */
    private static final long FOREVER = 253_402_300_799_000L;

    private static final long NO_TRANSACTION = Long.MAX_VALUE;
    private static final Set<RestOperationTypeEnum> SHOWING = EnumSet.of(
            RestOperationTypeEnum.READ,
            RestOperationTypeEnum.VREAD,
            RestOperationTypeEnum.SEARCH_TYPE,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.HISTORY_TYPE);

    private final JdbcTemplate sql;
    private final ScopeSource scopes;
    private final ThreadLocal<RequestDetails> current = new ThreadLocal<>();

    public ScopedTransactionService(JdbcTemplate sql, ScopeSource scopes) {
        this.sql = sql;
        this.scopes = scopes;
    }

    /** What HAPI's bean is here. The container is asked once, when it is first wanted: callers ask for each row. */
    public static Supplier<ScopedTransactionService> late(ObjectProvider<HapiTransactionService> bean) {
        return SingletonSupplier.of(() -> (ScopedTransactionService) bean.getObject());
    }

    @Override
    protected ExecutionBuilder buildExecutionBuilder(RequestDetails request) {
        return new Builder(request);
    }

    @Override
    protected <T> T doExecuteCallback(ExecutionBuilder builder, TransactionCallback<T> callback) {
        RequestDetails outer = current.get();
        RequestDetails own = ((Builder) builder).request;
        RequestDetails effective = asks(own) ? own : outer;
        current.set(effective);
        try {
            return super.doExecuteCallback(builder, status -> {
                if (status.isNewTransaction()) {
                    enter(effective);
                    if (shows()) {
                        neverFlush();
                    }
                }
                return callback.doInTransaction(status);
            });
        } catch (RuntimeException e) {
            // Said here, since an entry of a batch keeps of its failure the status and the text alone.
            throw timedOut(e) ? Refusals.timedOut(e) : e;
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    private static boolean timedOut(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql
                    && PSQLState.QUERY_CANCELED.getState().equals(sql.getSQLState())) {
                return !(thrown instanceof BaseServerResponseException known && known.getOperationOutcome() != null);
            }
        }
        return false;
    }

    /** HAPI's internal requests ask for nobody: they run in the scope of the request that they serve. */
    private static boolean asks(RequestDetails request) {
        return request != null
                && (!(request instanceof SystemRequestDetails)
                        || AccessContext.find(request).isPresent());
    }

    /** The decision in force in this thread's transaction, when the request that it serves does nothing but read. */
    public Optional<AccessDecision> reading() {
        RequestDetails request = current.get();
        return request == null || request.getRequestType() != RequestTypeEnum.GET || SystemScope.entered()
                ? Optional.empty()
                : AccessContext.find(request).flatMap(AccessContext::decision);
    }

    /** Whether this thread's transaction shows resources and changes none, so that nothing has to be ready for a change. */
    public boolean shows() {
        RequestDetails request = current.get();
        return request != null && SHOWING.contains(request.getRestOperationType()) && !SystemScope.entered();
    }

    /**
     * Whether a chain or a {@code _has} joins several indexes. PostgreSQL plans it for its values then: the plan that it
     * keeps for any value begins with a code, of which it expects a few rows and finds thousands (155 ms for 12).
     */
    private boolean joins() {
        RequestDetails request = current.get();
        return request != null
                && request.getParameters() != null
                && request.getParameters().keySet().stream()
                        .anyMatch(name -> name.startsWith("_has:") || name.contains("."));
    }

    /** Hibernate would look for changes in all that it has read, at each query and at the commit. */
    private void neverFlush() {
        EntityManagerFactory factory = ((JpaTransactionManager) myTransactionManager).getEntityManagerFactory();
        EntityManagerFactoryUtils.getTransactionalEntityManager(factory)
                .unwrap(Session.class)
                .setHibernateFlushMode(FlushMode.MANUAL);
    }

    /**
     * Runs what looks up the rows that the references of a search stand for, with those rows in sight, of any type in the
     * readable segments, and nothing that is said of them (ADR 0046).
     *
     * @return empty where the token is for every type, so that there is nothing more to see
     */
    public <T> Optional<T> targeting(Supplier<T> lookup) {
        RequestDetails request = current.get();
        if (request == null || SystemScope.entered()) {
            return Optional.empty();
        }
        boolean narrow = Boolean.TRUE.equals(sql.queryForObject(OPEN_TARGETS, Boolean.class));
        if (!narrow) {
            return Optional.empty();
        }
        try {
            return Optional.of(lookup.get());
        } finally {
            sql.queryForObject(CLOSE_TARGETS, String.class);
        }
    }

    /** Overridden only by the test that proves the release gate holds alone. */
    protected void enter(RequestDetails request) {
        if (SystemScope.entered()) {
            set(Scope.SYSTEM, NO_TRANSACTION, FOREVER);
        } else if (request == null) {
            set(Scope.NOTHING, NO_TRANSACTION, FOREVER);
        } else {
            ScopeSource.Known known = scopes.known(request).orElse(null);
            if (known != null && !set(known.scope(), known.since(), Math.min(known.until(), FOREVER))) {
                scopes.confirmed(request, known);
            } else {
                set(scopes.decide(request), NO_TRANSACTION, FOREVER);
            }
        }
    }

    /** @return whether the scope is stale */
    protected final boolean set(Scope scope, long since, long until) {
        return Boolean.TRUE.equals(sql.queryForObject(
                ENTER,
                (row, n) -> row.getBoolean(7),
                scope.role(),
                scope.readable(),
                scope.writable(),
                scope.types(),
                scope.granted(),
                joins() ? "force_custom_plan" : "auto",
                until,
                Long.toString(since)));
    }

    private final class Builder extends ExecutionBuilder {
        private final RequestDetails request;

        private Builder(RequestDetails request) {
            super(request);
            this.request = request;
        }
    }
}
