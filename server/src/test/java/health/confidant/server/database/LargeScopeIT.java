package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.access.SegmentSet;
import health.confidant.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A scope of many segments travels as bits. It must open what the same scope as an array opens, in every table. */
class LargeScopeIT {
    private static final String ENTER =
            "select set_config('role', 'confidant_request', true), set_config('confidant.readable', ?, true),"
                    + " set_config('confidant.writable', ?, true), set_config('confidant.types', '*', true)";

    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Database database = server.bean(Database.class);

    private List<String> tables() {
        return administrator.queryForList(
                "select table_name from information_schema.columns where table_schema = 'public' and column_name ="
                        + " 'partition_id' order by 1",
                String.class);
    }

    private <T> T asked(String readable, String writable, Function<JdbcTemplate, T> work) {
        JdbcTemplate sql = new JdbcTemplate(database.requests());
        return new TransactionTemplate(new DataSourceTransactionManager(database.requests())).execute(status -> {
            status.setRollbackOnly();
            sql.queryForList(ENTER, readable, writable);
            return work.apply(sql);
        });
    }

    /** Every other segment that the table has rows in, and thousands that it has none in. */
    private SegmentSet many(String table) {
        List<Integer> used = administrator.queryForList(
                "select distinct partition_id from " + table + " where partition_id is not null order by 1",
                Integer.class);
        return SegmentSet.of(IntStream.concat(
                        IntStream.range(0, used.size()).filter(i -> i % 2 == 0).map(used::get),
                        IntStream.range(5_000, 25_000))
                .boxed()
                .collect(Collectors.toList()));
    }

    @Test
    void bitsOpenWhatTheArrayOpensInEveryTable() {
        for (String table : tables()) {
            SegmentSet scope = many(table);
            assertThat(scope.toScopeLiteral()).startsWith("\\x");
            String rows = "select ctid::text from " + table + " order by 1";
            List<String> expected = administrator.queryForList(
                    "select ctid::text from " + table + " where partition_id = any (?::int[]) order by 1",
                    String.class,
                    scope.toArrayLiteral());
            for (String form : List.of(scope.toScopeLiteral(), scope.toArrayLiteral())) {
                List<String> shown = asked(form, "{}", sql -> sql.queryForList(rows, String.class));
                assertThat(shown).as(table).isEqualTo(expected);
            }
        }
        SegmentSet resources = many("hfj_resource");
        long shown = asked(
                resources.toScopeLiteral(),
                "{}",
                sql -> sql.queryForObject("select count(*) from hfj_resource", Long.class));
        long all = administrator.queryForObject("select count(*) from hfj_resource", Long.class);
        assertThat(shown).isBetween(1L, all - 1);
    }

    @Test
    void bitsHoldWritesInEveryTable() {
        for (String table : tables()) {
            SegmentSet scope = many(table);
            int updated = asked(
                    scope.toScopeLiteral(),
                    scope.toScopeLiteral(),
                    sql -> sql.update("update " + table + " set partition_id = partition_id"));
            int within = administrator.queryForObject(
                    "select count(*) from " + table + " where partition_id = any (?::int[])",
                    Integer.class,
                    scope.toArrayLiteral());
            assertThat(updated).as(table).isEqualTo(within);
            if (within > 0) {
                assertThatThrownBy(() -> asked(
                                scope.toScopeLiteral(),
                                scope.toScopeLiteral(),
                                sql -> sql.update("update " + table + " set partition_id = 30000")))
                        .as(table)
                        .rootCause()
                        .hasMessageContaining("row-level security");
                int deleted = asked(scope.toScopeLiteral(), "\\x", sql -> sql.update("delete from " + table));
                assertThat(deleted).as(table).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\x", "\\x00", "1", "on", "*", " {1}", "x02", "\\X02", "\\b1"})
    void setOfNeitherFormHoldsNoSegment(String scope) {
        for (String table : tables()) {
            long seen = asked(scope, scope, sql -> sql.queryForObject("select count(*) from " + table, Long.class));
            assertThat(seen).as(table).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{1", "{a}", "\\x1", "\\xzz"})
    void brokenSetFailsTheQuestion(String scope) {
        assertThatThrownBy(() ->
                        asked(scope, "{}", sql -> sql.queryForObject("select count(*) from hfj_resource", Long.class)))
                .rootCause()
                .isInstanceOf(SQLException.class);
    }

    /** Nothing is kept between transactions: no scope of an earlier one, of this caller or another, can be used. */
    @Test
    void scopeEndsWithItsTransaction() throws SQLException {
        try (Connection connection = database.requests().getConnection()) {
            SingleConnectionDataSource same = new SingleConnectionDataSource(connection, true);
            JdbcTemplate sql = new JdbcTemplate(same);
            TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(same));
            String count = "select count(*) from hfj_resource";
            String scope = many("hfj_resource").toScopeLiteral();
            assertThat(transaction.<Long>execute(status -> {
                        sql.queryForList(ENTER, scope, scope);
                        return sql.queryForObject(count, Long.class);
                    }))
                    .isPositive();
            assertThat(transaction.<Long>execute(status -> {
                        sql.execute("set local role confidant_request");
                        return sql.queryForObject(count, Long.class);
                    }))
                    .isZero();
            assertThat(sql.queryForObject(count, Long.class)).isZero();
        }
    }
}
