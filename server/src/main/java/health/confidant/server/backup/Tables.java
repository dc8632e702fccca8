package health.confidant.server.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables and sequences of a database, as its catalogue has them. */
final class Tables {
    private static final String TABLES =
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                   (select string_agg(quote_ident(a.attname), ',' order by a.attnum) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', 'confidant') and c.relkind in ('r', 'p') and not c.relispartition order by 1
            """;
    private static final String REFERENCES =
            """
            select conrelid::regclass, confrelid::regclass,
                   (select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace where c.oid = conrelid) as child,
                   (select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace where c.oid = confrelid) as parent
            from pg_constraint where contype = 'f' and conrelid <> confrelid
            """;

    private Tables() {}

    /** Name and columns of each table, those that others refer to first. */
    static Map<String, String> ordered(Connection connection) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        try (Statement sql = connection.createStatement()) {
            try (ResultSet rows = sql.executeQuery(TABLES)) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
            try (ResultSet rows = sql.executeQuery(REFERENCES)) {
                while (rows.next()) {
                    parents.computeIfAbsent(rows.getString("child"), c -> new LinkedHashSet<>())
                            .add(rows.getString("parent"));
                }
            }
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String table : columns.keySet()) {
            visit(table, parents, columns, ordered, new LinkedHashSet<>());
        }
        return ordered;
    }

    private static void visit(
            String table,
            Map<String, Set<String>> parents,
            Map<String, String> columns,
            Map<String, String> ordered,
            Set<String> open) {
        if (ordered.containsKey(table) || !columns.containsKey(table) || !open.add(table)) {
            return;
        }
        for (String parent : parents.getOrDefault(table, Set.of())) {
            visit(parent, parents, columns, ordered, open);
        }
        ordered.put(table, columns.get(table));
    }

    /** Every table, partitions too: each has triggers of its own. */
    static List<String> withTriggers(Connection connection) throws SQLException {
        return names(
                connection,
                "select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on"
                        + " n.oid = c.relnamespace where n.nspname in ('public', 'confidant') and c.relkind in ('r', 'p')"
                        + " order by 1");
    }

    /** The months of the journal, as {@code 2026-11-01}. */
    static List<String> months(Connection connection) throws SQLException {
        return names(
                connection,
                "select replace(substr(c.relname, 9), '_', '-') || '-01' from pg_class c join pg_namespace n on n.oid ="
                        + " c.relnamespace where n.nspname = 'confidant' and c.relname ~ '^journal_[0-9]{4}_[0-9]{2}$'"
                        + " order by 1");
    }

    static List<String> sequences(Connection connection) throws SQLException {
        return names(
                connection,
                "select quote_ident(schemaname) || '.' || quote_ident(sequencename) from pg_sequences where schemaname in"
                        + " ('public', 'confidant') order by 1");
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
