package health.confidant.server.database;

/**
 * What a transaction hands to PostgreSQL.
 *
 * @param role {@code confidant_request} or {@code confidant_system}
 * @param readable segment ids, a PostgreSQL {@code int[]} or {@code bytea} literal, see {@link RowLevelSecurity}
 * @param writable segment ids, a PostgreSQL {@code int[]} or {@code bytea} literal, see {@link RowLevelSecurity}
 * @param types resource types that may be read, comma-separated, or {@code *}
 * @param granted of which resources of other types may be read, as {@code confidant.granted()} takes it, or empty
 */
public record Scope(String role, String readable, String writable, String types, String granted) {
    static final Scope NOTHING = new Scope(Roles.REQUEST, "{}", "{}", "");
    static final Scope SYSTEM = new Scope(Roles.SYSTEM, "{}", "{}", "*");

    /** Whole types alone. */
    public Scope(String role, String readable, String writable, String types) {
        this(role, readable, writable, types, "");
    }

    public static Scope request(String readable, String writable, String types, String granted) {
        return new Scope(Roles.REQUEST, readable, writable, types, granted);
    }
}
