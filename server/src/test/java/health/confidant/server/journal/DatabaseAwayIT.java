package health.confidant.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is killed under a server that goes on: no data while it is away, and nobody has to do anything after. */
class DatabaseAwayIT {
    @TempDir
    Path data;

    @Test
    void nothingIsShownWhileTheDatabaseIsAwayAndTheServerRecoversByItselfWithAWholeChain() throws Exception {
        try (ServerProcess server = new ServerProcess(data)) {
            server.start();
            KillClients clients = new KillClients(server, 4, server.token("kim"));
            clients.run();
            clients.await(50);
            server.killDatabase();
            for (int i = 0; i < 600 && clients.unavailable() == 0; i++) {
                Thread.sleep(50);
            }
            int before = clients.acknowledged().size();
            clients.await(before + 50);
            clients.stop();
            assertThat(clients.unavailable()).isPositive();
            assertThat(clients.others()).isEmpty();
            assertThat(clients.acknowledged()).as("it answers again").hasSizeGreaterThan(before);
            KillIT.check(server, clients, JournalReader.Question.BEGINNING, 0);
            stopIsRecorded(server);
        }
    }

    private static void stopIsRecorded(ServerProcess server) throws Exception {
        server.close();
        server.start();
        try (Connection connection = DriverManager.getConnection(server.databaseUrl(), "postgres", "postgres")) {
            assertThat(server.records(connection))
                    .extracting(AuditRecord::action)
                    .filteredOn(action -> action == Action.START || action == Action.STOP)
                    .containsExactly(Action.START, Action.STOP, Action.START);
        }
    }
}
