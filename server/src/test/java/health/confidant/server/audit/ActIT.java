package health.confidant.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.server.TestServer;
import health.confidant.server.database.Database;
import health.confidant.server.journal.JournalCommand;
import health.confidant.server.journal.VerifyCommand;
import health.confidant.server.threat.Door;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an administrator does without a request: by SQL, and by a command. */
class ActIT {
    private final TestServer server = TestServer.shared();
    private final Journaled journaled = new Journaled(server);
    private final JdbcTemplate administrator = server.administrator();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    /** The details of the administrator's acts about this subject, the oldest first. */
    private List<String> acts(String subject) {
        server.bean(ActRecords.class).record();
        List<String> acts = new ArrayList<>();
        for (AuditRecord record : journaled.records()) {
            if (record.action() == Action.ADMINISTER
                    && record.agent().equals("database/postgres")
                    && record.entities().equals(List.of(subject))) {
                acts.add(0, record.detail());
            }
        }
        return acts;
    }

    private long acts() {
        return journaled.records().stream()
                .filter(record -> record.action() == Action.ADMINISTER)
                .count();
    }

    private String account(String reference) {
        String login = "act-" + UUID.randomUUID();
        administrator.update(
                "insert into confidant.account (login, password_hash, reference, roles) values (?, 'hunter2', ?, '{BILLER}')",
                login,
                reference);
        return login;
    }

    @Test
    void changesOfAnAccountBySqlAreRecordedWithoutItsSecrets() {
        String reference = "Practitioner/" + UUID.randomUUID();
        String login = account(reference);
        administrator.update("update confidant.account set roles = '{OPERATOR}' where login = ?", login);
        administrator.update("update confidant.account set password_hash = 'hunter3' where login = ?", login);
        administrator.update("update confidant.account set disabled = false where login = ?", login);
        administrator.update("insert into confidant.totp (login, secret) values (?, 'hunter4')", login);
        administrator.update("update confidant.totp set last_step = 7 where login = ?", login);
        administrator.update("delete from confidant.totp where login = ?", login);
        administrator.update("delete from confidant.account where login = ?", login);
        assertThat(acts(reference))
                .satisfiesExactly(
                        added -> assertThat(added).isEqualTo("account added"),
                        roles -> assertThat(roles).isEqualTo("account changed: roles [\"BILLER\"] -> [\"OPERATOR\"]"),
                        password -> assertThat(password).isEqualTo("account changed: password_hash"),
                        factor -> assertThat(factor).isEqualTo("authenticator app added"),
                        gone -> assertThat(gone).isEqualTo("authenticator app removed"),
                        removed -> assertThat(removed).isEqualTo("account removed"));
        assertThat(administrator.queryForList("select what || subject from confidant.act", String.class))
                .noneMatch(text -> text.contains("hunter") || text.contains(login));
    }

    @Test
    void changesOfAClientBySqlAreRecorded() {
        String client = "act-" + UUID.randomUUID();
        administrator.update(
                "insert into confidant.client (client_id, kind, name, redirect_uris, scopes, roles, purpose)"
                        + " values (?, 'PUBLIC', 'x', '{https://a.example}', '{openid}', '{}', 'PATRQT')",
                client);
        administrator.update("update confidant.client set disabled = true where client_id = ?", client);
        assertThat(acts(client)).containsExactly("client added", "client changed: disabled false -> true");
    }

    @Test
    void changeThatIsRolledBackIsNoActAndAnActIsPartOfItsChange() throws SQLException {
        String reference = "Practitioner/" + UUID.randomUUID();
        try (Connection connection = server.bean(Database.class).owner().getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("insert into confidant.account (login, password_hash, reference, roles) values ('act-"
                            + UUID.randomUUID() + "', '', '" + reference + "', '{}')");
            connection.rollback();
        }
        assertThat(acts(reference)).isEmpty();
    }

    @Test
    void eachActIsRecordedOnceHoweverManyLook() throws Exception {
        String reference = "Practitioner/" + UUID.randomUUID();
        account(reference);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> look = () -> server.bean(ActRecords.class).record();
            for (Future<Integer> done : nodes.invokeAll(List.of(look, look, look, look))) {
                assertThat(done.get()).isNotNegative();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(acts(reference)).containsExactly("account added");
    }

    @Test
    void nobodyWritesOrTakesBackAnActByHand() {
        JdbcTemplate requests = server.bean(JdbcTemplate.class);
        for (String change : List.of(
                "insert into confidant.act (actor, program, address, what, subject) values ('a', '', '', 'b', '')",
                "update confidant.act set what = ''",
                "delete from confidant.act")) {
            assertThatThrownBy(() -> requests.execute(change)).rootCause().hasMessageContaining("permission denied");
        }
        for (String table : List.of("act", "act_recorded")) {
            assertThatThrownBy(() -> administrator.execute("delete from confidant." + table))
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
    }

    /** The commands connect by themselves, as an administrator's shell does. */
    @Test
    void commandsAreRecordedAlsoWhatTheyAreRefused() throws SQLException {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        JournalCommand journal = new JournalCommand(print);
        String maya = Door.id("Patient/maya");
        assertThat(journal.run(command("hold", maya, "--reason", "a lawsuit"))).isZero();
        String hold = out.toString(StandardCharsets.UTF_8).strip().substring(5);
        assertThat(journal.run(command("release", hold))).isZero();
        assertThat(journal.run(command("archive", "2038-01", "--to", directory.toString())))
                .isEqualTo(1);
        assertThat(acts(maya))
                .contains("command journal hold", "hold on the journal added")
                .anyMatch(act -> act.startsWith("hold on the journal changed: released"))
                .noneMatch(act -> act.contains("lawsuit"));
        server.bean(ActRecords.class).record();
        assertThat(journaled.records())
                .extracting(AuditRecord::detail)
                .contains("command journal release", "command journal archive");
        assertThat(Door.of(server, "maya")
                        .get("/" + maya + "/$access-report?format=csv")
                        .body())
                .contains("administered");
    }

    private String[] command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--database", url(), "--user", "postgres"));
        return all.toArray(String[]::new);
    }

    private String url() {
        try (Connection connection = server.bean(Database.class).owner().getConnection()) {
            return connection.getMetaData().getURL() + "?password=postgres";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void verificationIsRecordedAndWithoutARecordNothingIsExported() throws Exception {
        VerifyCommand verify = new VerifyCommand(new PrintStream(out, true, StandardCharsets.UTF_8));
        long before = acts();
        try (Connection connection = server.bean(Database.class).owner().getConnection()) {
            assertThat(verify.check(connection, Map.of())).isZero();
        }
        server.bean(ActRecords.class).record();
        assertThat(acts()).isGreaterThan(before);
        assertThat(journaled.records()).extracting(AuditRecord::detail).contains("command verify");
        try (Connection connection = server.bean(Database.class).owner().getConnection()) {
            connection.createStatement().execute("set default_transaction_read_only = on");
            assertThat(verify.check(connection, Map.of())).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("does not say that it was verified");
        }
        try (Connection connection = server.bean(Database.class).owner().getConnection()) {
            connection.createStatement().execute("set default_transaction_read_only = on");
            assertThat(verify.check(connection, Map.of("export", directory.toString())))
                    .isEqualTo(2);
            assertThat(directory).isEmptyDirectory();
        }
    }
}
