package health.confidant.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.LogVerifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight clients, and the server's process or its PostgreSQL is killed in the middle, again and again: whatever was
 * acknowledged is in the journal, whatever was written is there, and the chain is whole after each start.
 *
 * <p>{@code -Dconfidant.kills=200} for more of them.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("confidant.kills", 20);

    @TempDir
    Path data;

    @Test
    void acknowledgedIsRecordedAndStoredAndTheChainIsWholeAfterEachKill() throws Exception {
        Random random = new Random(20260305);
        try (ServerProcess server = new ServerProcess(data)) {
            server.start();
            String token = "";
            for (int kill = 0; kill < KILLS; kill++) {
                // A code of the second step is good for one sign-in in its 30 seconds.
                token = kill % 4 == 0 ? server.token("kim") : token;
                Instant begin = Instant.now();
                KillClients clients = new KillClients(server, 8, token);
                clients.run();
                clients.await(50);
                Thread.sleep(random.nextInt(1_500));
                if (kill % 3 == 2) {
                    server.killDatabase();
                    Thread.sleep(300);
                }
                server.kill();
                clients.stop();
                assertThat(clients.acknowledged()).as("kill " + kill).isNotEmpty();
                server.start();
                check(server, clients, begin, kill);
            }
        }
    }

    static void check(ServerProcess server, KillClients clients, Instant begin, int kill) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.databaseUrl(), "postgres", "postgres")) {
            Map<String, LogVerifier.Result> results = new Verification(connection)
                    .verify(new Verification.Trust(Map.of(), server.macs(), server.witnessed()));
            assertThat(results.values()).as("kill " + kill).isNotEmpty().allSatisfy(result -> assertThat(
                            result.findings())
                    .isEmpty());
            List<AuditRecord> records = server.records(connection, begin);
            assertThat(records).noneMatch(record -> record.action() == AuditRecord.Action.MISSING);
            Set<String> recorded = new HashSet<>();
            records.forEach(record -> recorded.add(record.request()));
            assertThat(recorded).as("accesses without a record").containsAll(clients.acknowledged());
            assertThat(stored(connection)).as("writes that were lost").containsAll(clients.written());
        }
    }

    private static Set<String> stored(Connection connection) throws SQLException {
        Set<String> stored = new HashSet<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select fhir_id from hfj_resource where res_type = 'Condition'")) {
            while (row.next()) {
                stored.add(row.getString(1));
            }
        }
        return stored;
    }
}
