package health.confidant.server.database;

/**
 * What a transaction hands to PostgreSQL.
 *
 * @param role {@code confidant_request} or {@code confidant_system}
 * @param readable segment ids, a PostgreSQL {@code int[]} or {@code bytea} literal, see {@link RowLevelSecurity}
 * @param writable segment ids, a PostgreSQL {@code int[]} or {@code bytea} literal, see {@link RowLevelSecurity}
 * @param types resource types that may be read, comma-separated, or {@code *}
 */
public record Scope(String role, String readable, String writable, String types) {
    static final Scope NOTHING = new Scope(Roles.REQUEST, "{}", "{}", "");
    static final Scope SYSTEM = new Scope(Roles.SYSTEM, "{}", "{}", "*");

    public static Scope request(String readable, String writable, String types) {
        return new Scope(Roles.REQUEST, readable, writable, types);
    }
}
