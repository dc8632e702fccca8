package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every transaction begins with this statement, so that what it costs must not grow with the patients. */
class EnterPlanIT {
    private final TestServer server = TestServer.shared();

    @Test
    void ownersAreNotReadFromEndToEnd() throws SQLException {
        assertThat(plan(ScopedTransactionService.ENTER))
                .noneMatch(line -> line.contains("Seq Scan"))
                .anyMatch(line -> line.contains("owner_changed"));
        assertThat(
                        plan(
                                "select exists (select from confidant.owner where changed >= ?::text::xid8), ?, ?, ?, ?, ?, ?, ?"))
                .as("the same test of a question that does")
                .anyMatch(line -> line.contains("Seq Scan"));
    }

    /** As it is planned once for all parameters, among many owners; all of it is rolled back. */
    private List<String> plan(String question) throws SQLException {
        String numbered = question;
        for (int i = 1; numbered.contains("?"); i++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + i);
        }
        List<String> lines = new ArrayList<>();
        try (Connection connection = server.bean(Database.class).owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into confidant.owner (kind, reference) select 'PATIENT', 'Patient/none-' || n"
                    + " from generate_series(1, 5000) n");
            statement.execute("analyze confidant.owner");
            statement.execute("set local plan_cache_mode = force_generic_plan");
            statement.execute("prepare entry as " + numbered);
            try (ResultSet rows =
                    statement.executeQuery("explain execute entry (null, null, null, null, null, null, null, null)")) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            statement.execute("deallocate entry");
            connection.rollback();
        }
        return lines;
    }
}
