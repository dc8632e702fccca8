package health.confidant.server.database;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The first gate. Every table with a {@code partition_id} shows {@code confidant_request} the readable segments of its
 * transaction alone, takes rows for the writable ones alone, and shows whoever has entered no scope nothing.
 *
 * <p>The set is a hashed sub-select, not {@code = any(array)}: that is linear in the array for each row.
 */
public final class RowLevelSecurity {
    private static final String TABLES =
            """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and a.attname = 'partition_id' and not a.attisdropped
            order by 1
            """;

    /** The index that confidant.granted() reads. */
    private static final String TOKENS = "hfj_spidx_token";

    private RowLevelSecurity() {}

    /** Creates what is missing, as the owner; idempotent, so that a table of a newer HAPI is guarded at its first start. */
    static void apply(DataSource owner) {
        JdbcTemplate sql = new JdbcTemplate(owner);
        sql.execute("grant usage on schema public to confidant_server, confidant_request, confidant_system");
        for (String table : sql.queryForList(
                "select tablename from pg_tables where schemaname = 'public' and lower(tablename) not like 'fly%'",
                String.class)) {
            sql.execute("grant select, insert, update, delete on public." + table
                    + " to confidant_server, confidant_request, confidant_system");
        }
        sql.execute(
                "grant usage on all sequences in schema public to confidant_server, confidant_request, confidant_system");
        for (String table : guarded(sql)) {
            guard(sql, table);
        }
    }

    private static void guard(JdbcTemplate sql, String table) {
        String type = typePredicate(sql, table);
        String readable =
                "partition_id in (select unnest(nullif(current_setting('confidant.readable', true), '')::int[]))"
                        + type;
        String writable =
                "partition_id in (select unnest(nullif(current_setting('confidant.writable', true), '')::int[]))";
        sql.execute("alter table " + table + " enable row level security");
        sql.execute("alter table " + table + " force row level security");
        policy(sql, table, "segment_read", "for select to confidant_request using (" + readable + ")");
        policy(sql, table, "segment_insert", "for insert to confidant_request with check (" + writable + ")");
        policy(
                sql,
                table,
                "segment_update",
                "for update to confidant_request using (" + writable + ") with check (" + writable + ")");
        policy(sql, table, "segment_delete", "for delete to confidant_request using (" + writable + ")");
        policy(sql, table, "segment_system", "for all to confidant_system using (true) with check (true)");
        if (table.equals(TOKENS)) {
            // confidant.granted() runs as the owner, who serves no request: a policy that read its own table would
            // recurse.
            policy(sql, table, "segment_owner", "for select to " + owner(sql) + " using (true)");
        }
    }

    /**
     * Types outside the token's scopes are not there either, where the table says which type a row is of (ADR 0009), and
     * of a type that a scope narrows further, the resources that it is about (ADR 0040).
     */
    private static String typePredicate(JdbcTemplate sql, String table) {
        List<String> columns = sql.queryForList(
                "select column_name from information_schema.columns where table_schema = 'public' and table_name = ?",
                String.class,
                table);
        boolean link = columns.contains("source_resource_type");
        if (!link && !columns.contains("res_type")) {
            return "";
        }
        String type = link ? "source_resource_type" : "res_type";
        String id = link ? "src_resource_id" : "res_id";
        return " and ((select current_setting('confidant.types', true)) = '*' or " + type
                + "::text = any ((select string_to_array(current_setting('confidant.types', true), ','))::text[])"
                + (columns.contains(id) ? " or " + id + " in (select confidant.granted())" : "") + ")";
    }

    private static void policy(JdbcTemplate sql, String table, String name, String definition) {
        String wanted = table + " " + definition;
        String present = comment(sql, table, name);
        if (present != null && present.equals(wanted + effective(sql, table, name))) {
            return;
        }
        sql.execute("drop policy if exists " + name + " on " + table);
        sql.execute("create policy " + name + " on " + table + " " + definition);
        String comment = wanted + effective(sql, table, name);
        sql.execute("comment on policy " + name + " on " + table + " is '" + comment.replace("'", "''") + "'");
    }

    private static String owner(JdbcTemplate sql) {
        return sql.queryForObject("select quote_ident(current_user)", String.class);
    }

    private static String comment(JdbcTemplate sql, String table, String name) {
        List<String> found = sql.queryForList(
                "select obj_description(oid, 'pg_policy') from pg_policy where polrelid = ?::regclass and polname = ?",
                String.class,
                table,
                name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** What PostgreSQL made of the definition, so that a policy that somebody altered since is made anew. */
    private static String effective(JdbcTemplate sql, String table, String name) {
        return sql.queryForObject(
                "select concat_ws(chr(10), '', polcmd, polpermissive, polroles::regrole[]::text, pg_get_expr(polqual,"
                        + " polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy where polrelid = ?::regclass"
                        + " and polname = ?",
                String.class,
                table,
                name);
    }

    /** Every table that holds a resource or an index of one. */
    public static List<String> guarded(JdbcTemplate sql) {
        return sql.queryForList(TABLES, String.class);
    }

    /**
     * Refuses a database that would not keep a confidence, whoever set it up.
     *
     * @throws StartRefused when a guarded table lacks a policy, or when a role could go round one
     */
    static void verify(DataSource requests) {
        JdbcTemplate sql = new JdbcTemplate(requests);
        List<String> open = sql.queryForList(
                "select relname from pg_class where relname = any(?) and relnamespace = 'public'::regnamespace and not"
                        + " (relrowsecurity and relforcerowsecurity and (select count(*) from pg_policy where polrelid ="
                        + " pg_class.oid) = case relname when 'hfj_spidx_token' then 6 else 5 end)",
                String.class,
                (Object) guarded(sql).toArray(String[]::new));
        if (!open.isEmpty()) {
            throw new StartRefused("Tables without row-level security: " + open + ". The server will not start.");
        }
        Boolean bypass = sql.queryForObject(
                """
                select bool_or(rolsuper or rolbypassrls or rolcreaterole
                    or exists (select from pg_class where relowner = r.oid)
                    or exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                               and pg_has_role(r.oid, c.relowner, 'member')))
                from pg_roles r where rolname in ('confidant_server', 'confidant_request', 'confidant_system')
                """,
                Boolean.class);
        String login = sql.queryForObject("select session_user::text", String.class);
        if (!Boolean.FALSE.equals(bypass) || !Roles.SERVER.equals(login)) {
            throw new StartRefused(
                    "The request role could go round row-level security (superuser, BYPASSRLS, CREATEROLE,"
                            + " or owner of a table). The server will not start.");
        }
    }
}
