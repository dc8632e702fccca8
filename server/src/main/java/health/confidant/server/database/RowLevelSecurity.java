package health.confidant.server.database;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The first gate. Every table with a {@code partition_id} shows {@code confidant_request} the readable segments of its
 * transaction alone, takes rows for the writable ones alone, and shows whoever has entered no scope nothing.
 *
 * <p>A set is an {@code int[]}, looked up in a hashed sub-select ({@code = any(array)} is linear in the array for each
 * row), or, when there are many, a {@code bytea} with a bit for each segment (ADR 0010).
 */
public final class RowLevelSecurity {
    private static final String TABLES =
            """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and a.attname = 'partition_id' and not a.attisdropped
            order by 1
            """;

    /** Which id stands for which row; nothing of what the resource says. */
    private static final String RESOURCES = "hfj_resource";

    /** While the references of a search are looked up (ADR 0046). */
    private static final String TARGETED = " or (select current_setting('confidant.targets', true)) = 'on'";

    /** The index that confidant.granted() reads. */
    private static final String TOKENS = "hfj_spidx_token";

    private RowLevelSecurity() {}

    /** The segment of {@code V1__segments.sql} that no policy opens. */
    public static final int CANARY = 2;

    /** Tables in which the canary would be looked for from end to end: its watch asks each of them every minute. */
    private static final String UNWATCHED =
            "select relname from (" + TABLES + ") guarded where to_regclass('public.' || relname || '_canary') is null";

    /** Tables on which a role lacks what it needs: none at most starts. */
    private static final String UNGRANTED =
            """
            select tablename from pg_tables, unnest(array['confidant_server', 'confidant_request', 'confidant_system']) role
            where schemaname = 'public' and lower(tablename) not like 'fly%'
            group by 1 having not bool_and(
                has_table_privilege(role, format('public.%I', tablename), 'select')
                and has_table_privilege(role, format('public.%I', tablename), 'insert')
                and has_table_privilege(role, format('public.%I', tablename), 'update')
                and has_table_privilege(role, format('public.%I', tablename), 'delete'))
            """;

    /** What a policy's comment says that it is, and what PostgreSQL makes of it: somebody may have altered it since. */
    private static final String PRESENT =
            """
            select c.relname || ' ' || p.polname, obj_description(p.oid, 'pg_policy'),
                   concat_ws(chr(10), '', polcmd, polpermissive, polroles::regrole[]::text,
                             pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
            from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'public'::regnamespace
            """;

    private static final String UNGUARDED =
            "select count(*) from pg_class where oid = ?::regclass and not (relrowsecurity and relforcerowsecurity)";

    private record Policy(String comment, String effective) {}

    /** Creates what is missing, as the owner; idempotent, so that a table of a newer HAPI is guarded at its first start. */
    static void apply(DataSource owner) {
        JdbcTemplate sql = new JdbcTemplate(owner);
        sql.execute("grant usage on schema public to confidant_server, confidant_request, confidant_system");
        for (String table : sql.queryForList(UNGRANTED, String.class)) {
            sql.execute("grant select, insert, update, delete on public." + table
                    + " to confidant_server, confidant_request, confidant_system");
        }
        sql.execute(
                "grant usage on all sequences in schema public to confidant_server, confidant_request, confidant_system");
        for (String table : sql.queryForList(UNWATCHED, String.class)) {
            sql.execute("create index " + table + "_canary on public." + table + " (partition_id) where partition_id = "
                    + CANARY);
        }
        Map<String, Policy> present = policies(sql);
        Map<String, String> types = types(sql);
        Map<String, String> made = new HashMap<>();
        for (String table : guarded(sql)) {
            made.putAll(guard(sql, table, types.getOrDefault(table, ""), present));
        }
        if (!made.isEmpty()) {
            Map<String, Policy> now = policies(sql);
            made.forEach((key, definition) ->
                    describe(sql, key, definition + now.get(key).effective()));
        }
    }

    private static Map<String, Policy> policies(JdbcTemplate sql) {
        Map<String, Policy> policies = new HashMap<>();
        sql.query(PRESENT, row -> {
            policies.put(row.getString(1), new Policy(row.getString(2), row.getString(3)));
        });
        return policies;
    }

    /** @return the definitions of the policies that had to be made */
    private static Map<String, String> guard(JdbcTemplate sql, String table, String type, Map<String, Policy> present) {
        String readable = "(" + in("readable") + ")" + type;
        String writable = in("writable");
        if (sql.queryForObject(UNGUARDED, Integer.class, table) > 0) {
            sql.execute("alter table " + table + " enable row level security");
            sql.execute("alter table " + table + " force row level security");
        }
        Map<String, String> wanted = new HashMap<>(Map.of(
                "segment_read", "for select to confidant_request using (" + readable + ")",
                "segment_insert", "for insert to confidant_request with check (" + writable + ")",
                "segment_update",
                        "for update to confidant_request using (" + writable + ") with check (" + writable + ")",
                "segment_delete", "for delete to confidant_request using (" + writable + ")",
                "segment_system", "for all to confidant_system using (true) with check (true)"));
        if (table.equals(TOKENS)) {
            // confidant.granted() runs as the owner, who serves no request: a policy that read its own table would
            // recurse.
            wanted.put("segment_owner", "for select to " + owner(sql) + " using (true)");
        }
        Map<String, String> made = new HashMap<>();
        wanted.forEach((name, rule) -> {
            String definition = table + " " + rule;
            Policy policy = present.get(table + " " + name);
            if (policy == null || !(definition + policy.effective()).equals(policy.comment())) {
                sql.execute("drop policy if exists " + name + " on " + table);
                sql.execute("create policy " + name + " on " + table + " " + rule);
                made.put(table + " " + name, definition);
            }
        });
        return made;
    }

    private static void describe(JdbcTemplate sql, String key, String comment) {
        String[] names = key.split(" ");
        sql.execute("comment on policy " + names[1] + " on " + names[0] + " is '" + comment.replace("'", "''") + "'");
    }

    /** Anything but a set of one of the two forms holds no segment. */
    private static String in(String set) {
        String given = "current_setting('confidant." + set + "', true)";
        String bits = "(select case when left(" + given + ", 2) = '\\x' then " + given + "::bytea end)";
        return "partition_id in (select unnest(case when left(" + given + ", 1) = '{' then " + given + "::int[] end))"
                + " or case when partition_id >= 0 and partition_id < 8 * length(" + bits + ") then get_bit(" + bits
                + ", partition_id) = 1 else false end";
    }

    /**
     * Types outside the token's scopes are not there either, where the table says which type a row is of (ADR 0009), and
     * of a type that a scope narrows further, the resources that it is about (ADR 0040): the predicate of each table.
     */
    private static Map<String, String> types(JdbcTemplate sql) {
        Map<String, Set<String>> columns = new HashMap<>();
        sql.query(
                "select table_name, column_name from information_schema.columns where table_schema = 'public' and"
                        + " column_name in ('res_type', 'source_resource_type', 'res_id', 'src_resource_id')",
                row -> {
                    columns.computeIfAbsent(row.getString(1), t -> new HashSet<>())
                            .add(row.getString(2));
                });
        Map<String, String> types = new HashMap<>();
        columns.forEach((table, names) -> types.put(table, type(names, table.equals(RESOURCES) ? TARGETED : "")));
        return types;
    }

    private static String type(Set<String> columns, String more) {
        boolean link = columns.contains("source_resource_type");
        if (!link && !columns.contains("res_type")) {
            return "";
        }
        String type = link ? "source_resource_type" : "res_type";
        String id = link ? "src_resource_id" : "res_id";
        return " and ((select current_setting('confidant.types', true)) = '*' or " + type
                + "::text = any ((select string_to_array(current_setting('confidant.types', true), ','))::text[])"
                + (columns.contains(id) ? " or " + id + " in (select confidant.granted())" : "") + more + ")";
    }

    private static String owner(JdbcTemplate sql) {
        return sql.queryForObject("select quote_ident(current_user)", String.class);
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
