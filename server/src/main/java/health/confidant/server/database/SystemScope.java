package health.confidant.server.database;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The one door to work that no caller asked for. Inside, a transaction on this thread sees every segment; the reasons
 * are listed here and nowhere else.
 */
public final class SystemScope {
    /** Who may enter, and why. */
    public enum Work {
        /** Search parameters and other conformance resources are read and kept at start-up. */
        CONFORMANCE,
        /** The synthetic secret is planted. */
        CANARY,
        /** The start looks which chapters of the demo world are there already. */
        DEMO,
        /** A refusal is recorded in the log of the patient whose record was asked for. */
        DENIAL,
        /** A search that named somebody is recorded in that patient's log, also where it showed nothing of theirs. */
        LOOKUP,
        /** The start looks whether rows are sealed, and whether the key store is theirs. */
        KEYS,
        /** A shredded owner's rows are removed. */
        SHREDDING,
        /** An officer asks whether the period of a record is over. */
        RETENTION,
        /** What a record names in the directory, a medicine, is read for the record's label. */
        LABELING,
        /** Records that were stored before a search parameter was added are indexed by it. */
        INDEXING,
        /** A relabelled resource moves to its new segment, in the transaction that relabelled it. */
        RESEGMENTATION
    }

    private static final ThreadLocal<Work> ENTERED = new ThreadLocal<>();

    private SystemScope() {}

    public static <T> T run(Work work, Supplier<T> task) {
        Work outer = ENTERED.get();
        ENTERED.set(work);
        try {
            return task.get();
        } finally {
            if (outer == null) {
                ENTERED.remove();
            } else {
                ENTERED.set(outer);
            }
        }
    }

    /**
     * The same for a part of the running transaction, whose other statements stay in their request's scope.
     *
     * @param sql on the transaction's connection
     */
    public static void within(Work work, JdbcTemplate sql, Runnable task) {
        Objects.requireNonNull(work, "work");
        String role = sql.queryForObject("select current_setting('role')", String.class);
        become(sql, Roles.SYSTEM);
        try {
            task.run();
        } finally {
            become(sql, role);
        }
    }

    private static void become(JdbcTemplate sql, String role) {
        sql.queryForObject("select set_config('role', ?, true)", String.class, role);
    }

    static boolean entered() {
        return ENTERED.get() != null;
    }
}
