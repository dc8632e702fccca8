package health.confidant.server.journal;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.PayloadCipher;
import health.confidant.audit.SignedCheckpoint;
import health.confidant.ig.World;
import health.confidant.server.ChildServer;
import health.confidant.server.authorization.Browser;
import health.confidant.server.demo.Cast;
import health.confidant.server.demo.Logins;
import health.confidant.server.keys.KeysConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A server that is killed, and its journal. */
final class ServerProcess implements AutoCloseable {
    private final Path data;
    private final ChildServer server;

    ServerProcess(Path data) throws IOException {
        this.data = data;
        this.server = new ChildServer(data);
    }

    URI base() {
        return server.base();
    }

    private Path keys() {
        return server.keys();
    }

    void start() throws IOException, InterruptedException {
        server.start();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        server.kill();
    }

    /** SIGKILL to the postmaster. */
    void killDatabase() throws IOException {
        ProcessHandle.of(Long.parseLong(pid().get(0).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    private List<String> pid() throws IOException {
        return Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
    }

    String databaseUrl() {
        try {
            return "jdbc:postgresql://127.0.0.1:" + pid().get(3).strip() + "/postgres";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String token(String login) {
        Cast.Member member = Cast.of(World.read()).member(login);
        Cast.App app = Cast.of(World.read()).app(member.client());
        try {
            Browser browser =
                    new Browser(base(), Logins.open(data).credentials(login).orElseThrow());
            return browser.token(
                    member.client(), URI.create(app.redirectUris().get(0)), String.join(" ", app.scopes()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Map<String, byte[]> macs() {
        JournalKeys.Node node = new JournalKeys(keys()).node(1);
        return Map.of(node.signer().key().name(), node.mac());
    }

    List<SignedCheckpoint> witnessed() {
        return new CheckpointFile(keys().resolve("journal-checkpoints.txt")).all();
    }

    private PayloadCipher cipher() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("confidant.keys", keys().toString())));
        context.register(KeysConfiguration.class);
        context.refresh();
        return context.getBean(PayloadCipher.class);
    }

    /** Everything that the journal says, opened with the keys of the directory. */
    List<AuditRecord> records(Connection connection) {
        return records(connection, JournalReader.Question.BEGINNING);
    }

    /** What it says of this time and later. */
    List<AuditRecord> records(Connection connection, Instant from) {
        JdbcTemplate sql = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        PayloadCipher cipher = cipher();
        List<Integer> owners = sql.queryForList("select distinct owner from confidant.journal", Integer.class);
        JournalReader reader =
                new JournalReader(sql, cipher, new Draft.SearchHash(new byte[32]), o -> Optional.empty());
        JournalReader.Question all = JournalReader.Question.of(0);
        return reader
                .search(
                        new JournalReader.Question(
                                new java.util.HashSet<>(owners),
                                true,
                                Optional.empty(),
                                from,
                                all.until(),
                                Optional.empty(),
                                Optional.empty(),
                                JournalReader.Kind.ALL,
                                Optional.empty()),
                        true,
                        1_000_000,
                        0)
                .stream()
                .map(JournalReader.Entry::record)
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
