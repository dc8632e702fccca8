package health.confidant.server.noninterference;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Takes resources out of the database as if they had never been, with their versions and indexes; and puts them back. */
final class Shelf {
    private static final List<String> KEYS = List.of("res_id", "src_resource_id", "res_pid");

    private final DataSource owner;

    Shelf(DataSource owner) {
        this.owner = owner;
    }

    /** @param which SQL condition on {@code hfj_resource} */
    void take(String which) throws SQLException {
        take(which, "false");
    }

    /** @param named SQL condition on {@code hfj_resource}: of these all is taken but that there is such an id */
    void take(String which, String named) throws SQLException {
        inTransaction(sql -> {
            sql.execute("drop schema if exists shelf cascade");
            sql.execute("create schema shelf");
            sql.execute("create table shelf.pids as select res_id as pid from hfj_resource where " + which);
            sql.execute("create table shelf.named as select res_id as pid from hfj_resource where " + named);
            for (Map.Entry<String, String> table : tables(sql).entrySet()) {
                String rows = " from public." + table.getKey() + " where " + table.getValue()
                        + " in (select pid from shelf.pids"
                        + (table.getKey().equals("hfj_resource") ? " except select pid from shelf.named)" : ")");
                sql.execute("create table shelf." + table.getKey() + " as select *" + rows);
                sql.execute("delete" + rows);
            }
        });
    }

    void putBack() throws SQLException {
        inTransaction(sql -> {
            for (String table : tables(sql).keySet()) {
                sql.execute("insert into public." + table + " select * from shelf." + table);
            }
            sql.execute("drop schema shelf cascade");
        });
    }

    /** Every table that holds rows of a resource, with the column that says whose they are. */
    private static Map<String, String> tables(Statement sql) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        List<String[]> columns = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(
                """
                select c.table_name, c.column_name from information_schema.columns c
                join information_schema.columns p on p.table_name = c.table_name and p.table_schema = 'public'
                    and p.column_name = 'partition_id'
                where c.table_schema = 'public' order by 1
                """)) {
            while (rows.next()) {
                columns.add(new String[] {rows.getString(1), rows.getString(2)});
            }
        }
        for (String key : KEYS) {
            columns.stream()
                    .filter(column -> column[1].equals(key))
                    .forEach(column -> found.putIfAbsent(column[0], key));
        }
        return found;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement sql = connection.createStatement()) {
                // A visible record may refer to one that is taken: such a link stays, as it would have been written.
                sql.execute("set local session_replication_role = replica");
                work.with(sql);
            }
            connection.commit();
        }
    }

    @FunctionalInterface
    private interface Work {
        void with(Statement sql) throws SQLException;
    }
}
