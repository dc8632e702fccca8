package health.confidant.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.CheckpointKey;
import health.confidant.audit.LogVerifier;
import health.confidant.audit.MerkleTree;
import health.confidant.audit.ReceiptFile;
import health.confidant.audit.SignedCheckpoint;
import health.confidant.server.TestServer;
import health.confidant.server.database.Database;
import health.confidant.server.database.StartRefused;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.Tombstone;
import health.confidant.server.threat.Door;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The journal of a server of its own, on PostgreSQL, with a second node beside it. */
class JournalIT {
    private static TestServer server;

    @TempDir
    Path keys;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        Door kim = Door.of(server, "kim");
        for (int i = 0; i < 20; i++) {
            assertThat(kim.get(Door.id("Condition/maya-alcohol")).status()).isEqualTo(200);
        }
    }

    private static Connection connection() throws SQLException {
        return server.bean(Database.class).owner().getConnection();
    }

    private static Map<String, LogVerifier.Result> verify(
            Connection connection, Map<String, byte[]> macs, SecondNode node) throws SQLException {
        List<SignedCheckpoint> witnessed = Stream.concat(
                        server.bean(CheckpointFile.class).all().stream(),
                        node == null ? Stream.of() : node.witness.all().stream())
                .toList();
        return new Verification(connection).verify(new Verification.Trust(Map.of(), macs, witnessed));
    }

    private LogVerifier.Result verify(SecondNode node) throws SQLException {
        try (Connection connection = connection()) {
            String origin = node.log.signer().key().name();
            return verify(connection, Map.of(origin, node.log.macKey()), node).get(origin);
        }
    }

    @Test
    void serversOwnJournalIsSealedAndIntact() throws SQLException {
        Journal journal = server.bean(Journal.class);
        SignedCheckpoint checkpoint = journal.seal();
        assertThat(CheckpointKey.parse(journal.key()).signed(checkpoint)).isTrue();
        // Another checkpoint may have been signed meanwhile, which is published in its place.
        assertThat(published()).contains(journal.key(), journal.origin() + "\n");
        try (Connection connection = connection()) {
            LogVerifier.Result result = verify(connection, Map.of(), null).get(journal.origin());
            assertThat(result.findings()).isEmpty();
            assertThat(result.sealed()).isGreaterThan(20);
        }
    }

    @Test
    void laterCheckpointIsProvedToContinueAnEarlierOne() throws SQLException {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(300);
            sealed(node);
            SignedCheckpoint first = node.sealer.last().orElseThrow();
            node.append(290);
            sealed(node);
            SignedCheckpoint second = node.sealer.last().orElseThrow();
            try (Connection connection = connection()) {
                TileNodes nodes = new TileNodes(connection, node.log.id());
                List<health.confidant.audit.Hash> proof = MerkleTree.consistency(
                        first.checkpoint().size(), second.checkpoint().size(), nodes);
                assertThat(MerkleTree.consistent(
                                first.checkpoint().size(),
                                first.checkpoint().root(),
                                second.checkpoint().size(),
                                second.checkpoint().root(),
                                proof))
                        .isTrue();
            }
            assertThat(verify(node).findings()).isEmpty();
        }
    }

    private static void sealed(SecondNode node) {
        try {
            node.sealer.seal();
        } catch (SQLException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another transaction of the server may be running, which is waited for. */
    private static void sealedUpTo(SecondNode node, long size) {
        for (int i = 0;
                i < 200 && node.sealer.last().map(l -> l.checkpoint().size()).orElse(0L) < size;
                i++) {
            sealed(node);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(node.sealer.last().orElseThrow().checkpoint().size()).isGreaterThanOrEqualTo(size);
    }

    @Test
    void nobodyWaitsForOnesWhoNeverCome() {
        try (SecondNode node = new SecondNode(server, keys, Clock.systemUTC(), () -> 1_000)) {
            node.append(3);
            sealed(node);
            assertThat(node.sealer.last().orElseThrow().checkpoint().size()).isEqualTo(3);
        }
    }

    @Test
    void changeOfARowBeforeItWasSealedIsAlarmedAndNamed() throws SQLException {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(5);
            assertThat(node.change(
                            "update confidant.journal set agent = agent + 1 where log = ? and sequence = 2",
                            node.log.id()))
                    .isEqualTo(1);
            sealed(node);
            sealed(node);
            assertThat(verify(node).first().orElseThrow())
                    .isEqualTo(new LogVerifier.Finding(2, 2, "the record was changed"));
            assertThat(node.detail(5)).as("an alert").isEqualTo("40");
        }
    }

    @Test
    void rowThatWasDurableAndIsDeletedBeforeItWasSealedIsMissed() {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(5);
            node.change("delete from confidant.journal where log = ? and sequence = 4", node.log.id());
            sealed(node);
            assertThat(node.detail(4)).isEqualTo("91");
        }
    }

    @Test
    void rowThatIsDeletedWhileItsNodeIsDeadIsMissedAndOneThatWasInFlightIsNot() throws SQLException {
        int id;
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(3);
            node.log.numbers().take();
            node.change("delete from confidant.journal where log = ? and sequence = 1", node.log.id());
            id = node.log.id();
        }
        try (SecondNode again = new SecondNode(server, keys)) {
            assertThat(again.log.id()).isEqualTo(id);
            sealedUpTo(again, 4);
            assertThat(again.detail(1)).isEqualTo("91");
            assertThat(again.detail(3)).isEqualTo("90");
            again.append(1);
            sealed(again);
            assertThat(verify(again)).extracting(LogVerifier.Result::records).isEqualTo(5L);
            assertThat(verify(again).findings()).isEmpty();
        }
    }

    @Test
    void rolledBackTransactionLeavesAVoidNumberAndNoHole() throws SQLException {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(1);
            node.log.numbers().settle(node.log.numbers().take(), Numbers.Fate.VOID);
            node.append(1);
            sealed(node);
            assertThat(node.detail(1)).isEqualTo("90");
            assertThat(verify(node).findings()).isEmpty();
        }
    }

    @Test
    void numberThatIsInFlightIsWaitedFor() {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(2);
            long open = node.log.numbers().take();
            node.append(2);
            sealed(node);
            assertThat(node.sealer.last().orElseThrow().checkpoint().size()).isEqualTo(open);
            node.log.numbers().settle(open, Numbers.Fate.VOID);
            sealed(node);
            assertThat(node.sealer.last().orElseThrow().checkpoint().size()).isEqualTo(5);
        }
    }

    @Test
    void verifierWaitsForANumberThatIsInFlightAndNamesOneThatStaysAway() throws Exception {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(2);
            sealed(node);
            long open = node.log.numbers().take();
            node.append(1);
            CompletableFuture<LogVerifier.Result> verified = CompletableFuture.supplyAsync(() -> {
                try {
                    return verify(node);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(700);
            assertThat(verified).isNotDone();
            node.log.numbers().settle(open, Numbers.Fate.VOID);
            sealed(node);
            assertThat(verified.get(1, TimeUnit.MINUTES).findings()).isEmpty();
            node.log.numbers().take();
            node.append(1);
            assertThat(verify(node).first().orElseThrow())
                    .isEqualTo(new LogVerifier.Finding(4, 4, "record 5 is in the place of record 4"));
        }
    }

    /** Of whoever watches: each record once, also one that comes after its followers. */
    @Test
    void aFeedReadsEachRecordOnceAsItIsSealed() {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(3);
            sealed(node);
            Instant before = Instant.now().minus(1, ChronoUnit.HOURS);
            JournalFeed feed = new JournalFeed(server.bean(JdbcTemplate.class), server.bean(JournalReader.class));
            List<AuditRecord> read = new ArrayList<>();
            feed.begin(Instant.now());
            node.append(2);
            long open = node.log.numbers().take();
            node.append(2);
            sealed(node);
            feed.read(before, read::add);
            assertThat(own(read)).containsExactly("Practitioner/0", "Practitioner/1");
            feed.read(before, read::add);
            assertThat(own(read)).hasSize(2);
            node.log.numbers().settle(open, Numbers.Fate.VOID);
            sealed(node);
            feed.read(before, read::add);
            assertThat(own(read))
                    .containsExactly("Practitioner/0", "Practitioner/1", "Practitioner/0", "Practitioner/1");
            feed.read(Instant.now().plusSeconds(1), read::add);
            assertThat(own(read)).hasSize(4);
        }
    }

    private static List<String> own(List<AuditRecord> records) {
        return records.stream()
                .filter(record -> record.request().startsWith("request of "))
                .map(AuditRecord::agent)
                .toList();
    }

    @Test
    void nodeWhoseJournalWasRolledBackDoesNotStart() {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(4);
            sealed(node);
            node.append(4);
            sealed(node);
            node.change("delete from confidant.journal where log = ? and sequence >= 4", node.log.id());
            node.administrator.execute("alter table confidant.journal_checkpoint disable trigger all");
            node.administrator.update(
                    "delete from confidant.journal_checkpoint where log = ? and size > 4", node.log.id());
        }
        assertThatThrownBy(() -> new SecondNode(server, keys))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("rolled back");
    }

    @Test
    void nodeWhoseSealedRecordsWereChangedDoesNotStart() {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(4);
            sealed(node);
            node.change("update confidant.journal set action = 2 where log = ? and sequence = 1", node.log.id());
        }
        assertThatThrownBy(() -> new SecondNode(server, keys)).isInstanceOf(StartRefused.class);
    }

    @Test
    void twoNodesNeverWriteOneLogAndTheReaderSeesBoth() {
        try (SecondNode node = new SecondNode(server, keys);
                SecondNode other = new SecondNode(server, keys)) {
            assertThat(other.log.id()).isNotEqualTo(node.log.id());
            node.writer.append(List.of(node.drafts.make(SecondNode.record("Practitioner/one"), 0)));
            other.writer.append(List.of(other.drafts.make(SecondNode.record("Practitioner/two"), 0)));
            List<String> agents = server.bean(JournalReader.class).search(nobody(), false, 50, 0).stream()
                    .map(JournalReader.Entry::record)
                    .map(AuditRecord::agent)
                    .toList();
            assertThat(agents).contains("Practitioner/one", "Practitioner/two");
            Door officer = Door.of(server, "novak");
            for (String agent : List.of("Practitioner/one", "Practitioner/two")) {
                assertThat(officer.get("/AuditEvent?agent=" + agent).total()).isPositive();
            }
            assertThat(published())
                    .contains(server.bean(Journal.class).key())
                    .contains(
                            node.log.signer().key().text(),
                            other.log.signer().key().text());
        }
    }

    /** What a witness fetches. */
    private static String published() {
        try {
            return java.net.http.HttpClient.newHttpClient()
                    .send(
                            java.net.http.HttpRequest.newBuilder(server.base().resolve("/.well-known/audit-journal"))
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JournalReader.Question nobody() {
        JournalReader.Question about = JournalReader.Question.of(0);
        return new JournalReader.Question(
                Set.of(),
                true,
                Optional.empty(),
                about.from(),
                about.until(),
                about.agent(),
                about.entity(),
                about.kinds(),
                about.purpose());
    }

    /** Each in a transaction that is rolled back, as the owner of the tables, with the triggers put aside. */
    @Test
    void everyMutationOfTheTablesIsDetected() throws SQLException {
        Random random = new Random(20260305);
        try (SecondNode node = new SecondNode(server, keys)) {
            for (int i = 0; i < 6; i++) {
                node.append(50);
                sealed(node);
            }
            String origin = node.log.signer().key().name();
            Map<String, byte[]> macs = Map.of(origin, node.log.macKey());
            try (Connection connection = connection()) {
                JdbcTemplate sql = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
                sql.execute("alter table confidant.journal disable trigger all");
                for (String partition : sql.queryForList(
                        "select inhrelid::regclass::text from pg_inherits where inhparent = 'confidant.journal'::regclass",
                        String.class)) {
                    sql.execute("alter table " + partition + " disable trigger all");
                }
                sql.execute("alter table confidant.journal_checkpoint disable trigger all");
                sql.execute("alter table confidant.journal_node disable trigger all");
                for (int i = 0; i < 120; i++) {
                    int at = random.nextInt(300);
                    sql.execute("begin");
                    String kind = mutate(sql, node.log.id(), i % 8, at);
                    LogVerifier.Result result = unrolled(connection, macs, node, origin);
                    sql.execute("rollback");
                    assertThat(result.intact()).as(i + " " + kind + " " + at).isFalse();
                    if (!kind.contains("checkpoint")) {
                        assertThat(result.first().orElseThrow().record())
                                .as(kind + " " + result.findings())
                                .isEqualTo(at);
                    }
                }
            }
            assertThat(verify(node).findings()).isEmpty();
        }
    }

    private static LogVerifier.Result unrolled(
            Connection connection, Map<String, byte[]> macs, SecondNode node, String origin) throws SQLException {
        StoredLog log = StoredLog.all(connection).stream()
                .filter(known -> known.key().name().equals(origin))
                .findFirst()
                .orElseThrow();
        LogVerifier verifier = new LogVerifier(
                node.log.signer().key(),
                (leaf, mac) -> NodeLog.genuine(macs.get(origin), leaf, mac),
                false,
                log.checkpoints(),
                node.witness.all());
        log.read(verifier::accept);
        return verifier.finish();
    }

    private static String mutate(JdbcTemplate sql, int log, int kind, int at) {
        String row = " where log = " + log + " and sequence = " + at;
        switch (kind) {
            case 0 -> {
                sql.update("update confidant.journal set body = set_byte(body, 20, get_byte(body, 20) # 1)" + row);
                return "flip the body";
            }
            case 1 -> {
                sql.update("delete from confidant.journal" + row);
                return "delete";
            }
            case 2 -> {
                sql.update(
                        "insert into confidant.journal select log, sequence, at - interval '1 microsecond', id, owner,"
                                + " action, outcome, purpose, track, agent, entities, commitment, body, mac from confidant.journal"
                                + row);
                return "insert";
            }
            case 3 -> {
                int other = (at + 7) % 300;
                sql.update("update confidant.journal set sequence = -1" + row);
                sql.update("update confidant.journal set sequence = " + at + " where log = " + log + " and sequence = "
                        + other);
                sql.update("update confidant.journal set sequence = " + other + " where log = " + log
                        + " and sequence = -1");
                return at < other ? "swap" : "swap back, checkpoint order";
            }
            case 4 -> {
                sql.update("delete from confidant.journal where log = ? and sequence >= ?", log, at);
                return "truncate";
            }
            case 5 -> {
                sql.update("update confidant.journal set at = at - interval '1 hour'" + row);
                return "re-date";
            }
            case 6 -> {
                sql.update(
                        "update confidant.journal_checkpoint set note = replace(note, 'time 2', 'time 1') where log = ?",
                        log);
                return "change the checkpoints";
            }
            default -> {
                sql.update("delete from confidant.journal where log = ? and sequence >= ?", log, at);
                sql.update("delete from confidant.journal_checkpoint where log = ? and size > ?", log, at);
                return "roll back to a backup";
            }
        }
    }

    @Test
    void whatIsShreddedWithThePatientsKeyIsGoneAndTheChainIsWhole() throws SQLException {
        int owner = 900_001;
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(2);
            AuditRecord about = SecondNode.record("Practitioner/shredder")
                    .but()
                    .patient(Optional.of("Patient/shredded"))
                    .build();
            node.writer.append(List.of(node.drafts.make(about, owner)));
            sealed(node);
            JournalReader reader = server.bean(JournalReader.class);
            JournalReader.Question question = JournalReader.Question.of(owner);
            assertThat(reader.search(question, true, 9, 0))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.record().agent()).isEqualTo("Practitioner/shredder"));
            server.bean(DataKeys.class)
                    .destroy(new Tombstone(Instant.now(), owner, "Patient/shredded", Set.of(KeyClass.AUDIT)));
            assertThat(reader.search(question, true, 9, 0)).singleElement().satisfies(entry -> {
                assertThat(entry.opened()).isEmpty();
                assertThat(entry.record().toString()).doesNotContain("shredder", "client=c", "Observation");
            });
            node.append(1);
            sealed(node);
            assertThat(verify(node).findings()).isEmpty();
            assertThat(verify(node).sealed()).isEqualTo(4);
        }
    }

    @Test
    void oldMonthIsArchivedToAFileThatVerifiesAndTheJournalVerifiesWithoutIt() throws Exception {
        OffsetDateTime old = OffsetDateTime.now(ZoneOffset.UTC).minusYears(8);
        YearMonth month = YearMonth.from(old);
        try (Connection connection = connection()) {
            new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .execute("select confidant.journal_partition('" + month.atDay(1) + "')");
        }
        try (SecondNode node = new SecondNode(server, keys, Clock.fixed(old.toInstant(), ZoneOffset.UTC))) {
            for (int i = 0; i < 300; i++) {
                AuditRecord record = SecondNode.record("Practitioner/" + i);
                node.writer.append(List.of(node.drafts.make(
                        Draft.Maker.renamed(record, record.id(), old.toInstant().truncatedTo(ChronoUnit.MICROS), 0))));
            }
            sealed(node);
        }
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(20);
            sealed(node);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            JournalCommand command = new JournalCommand(new PrintStream(out, true, StandardCharsets.UTF_8));
            try (Connection connection = connection()) {
                command.run(connection, "hold", "all", Map.of("--reason", "a lawsuit"));
                String hold = out.toString(StandardCharsets.UTF_8).strip().substring(5);
                Map<String, String> to = Map.of("--to", keys.toString());
                assertThatThrownBy(() -> command.run(connection, "archive", month.toString(), to))
                        .hasMessageContaining("legal hold");
                command.run(connection, "release", hold, Map.of());
                assertThatThrownBy(() -> command.run(
                                connection,
                                "archive",
                                YearMonth.now(ZoneOffset.UTC).toString(),
                                to))
                        .hasMessageContaining("six years");
                assertThat(command.run(connection, "archive", month.toString(), to))
                        .isZero();
            }
            LogVerifier.Result left = verify(node);
            assertThat(left.findings()).isEmpty();
            assertThat(left.records()).isEqualTo(320);
            Path file = keys.resolve(node.log.signer().key().name().replace('/', '-') + "-" + month + ".log");
            VerifyCommand verify = new VerifyCommand(new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(verify.run(new String[] {file.toString()})).isZero();
        }
        try (SecondNode again = new SecondNode(server, keys)) {
            again.append(1);
            sealed(again);
            assertThat(verify(again).findings()).isEmpty();
        }
    }

    /** Priya's hold keeps the month that has a record about her; not the one that has none, nor Tomas's. */
    @Test
    void holdOfOnePatientKeepsTheMonthsThatSpeakOfThem() throws Exception {
        String priya = Door.id("Patient/priya");
        YearMonth hers = YearMonth.now(ZoneOffset.UTC).minusYears(9);
        YearMonth others = hers.minusMonths(2);
        written(others, Door.id("Patient/tomas"));
        String origin = written(hers, priya, Door.id("Patient/tomas"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JournalCommand command = new JournalCommand(new PrintStream(out, true, StandardCharsets.UTF_8));
        Map<String, String> to = Map.of("--to", keys.toString());
        try (Connection connection = connection()) {
            assertThat(command.run(connection, "hold", priya, Map.of("--reason", "a lawsuit")))
                    .isZero();
            String number = out.toString(StandardCharsets.UTF_8).strip().substring(5);
            assertThatThrownBy(() -> command.run(connection, "archive", hers.toString(), to))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("legal hold");
            assertThat(command.run(connection, "archive", others.toString(), to))
                    .isZero();
            assertThat(months(connection, origin)).containsExactly(hers);
            assertThat(command.run(connection, "release", number, Map.of())).isZero();
            int held = legalHold(priya);
            assertThatThrownBy(() -> command.run(connection, "archive", hers.toString(), to))
                    .as("the record's hold holds the log about it")
                    .hasMessageContaining("legal hold");
            server.administrator().update("update confidant.legal_hold set lifted_at = now() where id = ?", held);
            assertThat(command.run(connection, "archive", hers.toString(), to)).isZero();
            assertThat(months(connection, origin)).isEmpty();
            assertThat(command.run(connection, "hold", "Patient/nobody", Map.of("--reason", "a lawsuit")))
                    .isEqualTo(1);
        }
        try (SecondNode again = new SecondNode(server, keys)) {
            again.append(1);
            sealed(again);
            assertThat(verify(again).findings()).isEmpty();
        }
    }

    /**
     * A record about each in that month, sealed.
     *
     * @return the log's name
     */
    private String written(YearMonth month, String... patients) throws SQLException {
        Instant at = month.atDay(10).atStartOfDay().toInstant(ZoneOffset.UTC);
        try (Connection connection = connection()) {
            new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .execute("select confidant.journal_partition('" + month.atDay(1) + "')");
        }
        try (SecondNode node = new SecondNode(server, keys, Clock.fixed(at, ZoneOffset.UTC))) {
            for (String patient : patients) {
                int owner = server.administrator()
                        .queryForObject("select id from confidant.owner where reference = ?", Integer.class, patient);
                AuditRecord record = SecondNode.record("Practitioner/kim")
                        .but()
                        .patient(Optional.of(patient))
                        .build();
                node.writer.append(List.of(node.drafts.make(Draft.Maker.renamed(record, record.id(), at, owner))));
            }
            sealed(node);
            return node.log.signer().key().name();
        }
    }

    private static int legalHold(String patient) {
        return server.administrator()
                .queryForObject(
                        "insert into confidant.legal_hold (owner, reason, placed_by, placed_at) select id, 'a lawsuit',"
                                + " 'test', now() from confidant.owner where reference = ? returning id",
                        Integer.class,
                        patient);
    }

    /** What somebody keeps who copies the checkpoints of both nodes. */
    private Path witness(String name, SecondNode node) throws java.io.IOException {
        StringBuilder kept = new StringBuilder();
        Stream.concat(server.bean(CheckpointFile.class).all().stream(), node.witness.all().stream())
                .forEach(signed -> kept.append('\n').append(signed.text()));
        return Files.writeString(keys.resolve(name), kept);
    }

    private static List<YearMonth> months(Connection connection, String origin) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                        .queryForList(
                                "select distinct to_char(at at time zone 'UTC', 'YYYY-MM') from confidant.journal where log ="
                                        + " (select id from confidant.journal_log where origin = ?) and at < now() - interval '8"
                                        + " years' order by 1",
                                String.class,
                                origin)
                        .stream()
                        .map(YearMonth::parse)
                        .toList();
    }

    @Test
    void commandVerifiesADatabaseAnExportAndAReceiptAndNamesWhatIsBad() throws Exception {
        try (SecondNode node = new SecondNode(server, keys)) {
            node.append(300);
            sealed(node);
            String key = node.log.signer().key().text();
            Path trusted = Files.writeString(
                    keys.resolve("trusted"),
                    key + "\n" + server.bean(Journal.class).key() + "\n");
            Path own = Files.writeString(keys.resolve("own"), key + "\n");
            Path export = keys.resolve("export");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            VerifyCommand command = new VerifyCommand(new PrintStream(out, true, StandardCharsets.UTF_8));
            try (Connection connection = connection()) {
                command.check(connection, Map.of("export", export.toString(), "keys", keys.toString()));
            }
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("INTACT: " + node.log.signer().key().name() + ": 300 records, 300 of them sealed");
            Path file = export.resolve(node.log.signer().key().name().replace('/', '-') + ".log");
            assertThat(command.run(new String[] {file.toString(), "--key", own.toString()}))
                    .isZero();
            String changed = Files.readString(file).replaceFirst("record A", "record B");
            Path bad = Files.writeString(keys.resolve("bad"), changed);
            out.reset();
            assertThat(command.run(new String[] {bad.toString(), "--key", own.toString()}))
                    .isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("first bad: bad record 0");
            Receipts receipts = server.bean(Receipts.class);
            List<JournalReader.Entry> entries = server.bean(JournalReader.class).search(nobody(), false, 40, 0);
            ReceiptFile receipt = receipts.of(entries, record -> record);
            Path paper = Files.writeString(keys.resolve("receipt.txt"), receipt.text());
            assertThat(command.run(new String[] {paper.toString(), "--key", trusted.toString()}))
                    .isZero();
            Path witness = witness("witness.txt", node);
            String[] witnessed = {paper.toString(), "--key", trusted.toString(), "--witness", witness.toString()};
            assertThat(command.run(witnessed)).isZero();
            String[] alone = witnessed.clone();
            alone[4] = Files.writeString(keys.resolve("nobody.txt"), "").toString();
            out.reset();
            assertThat(command.run(alone)).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("NOT WITNESSED")
                    .doesNotContain("INTACT: every");
            String[] forked = witnessed.clone();
            forked[4] = Files.writeString(
                            keys.resolve("forked.txt"),
                            Files.readString(witness).replaceAll("(?m)^[A-Za-z0-9+/]{43}=$", "A".repeat(43) + "="))
                    .toString();
            out.reset();
            assertThat(command.run(forked)).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("NOT INTACT: the witness kept another");
            Files.writeString(paper, receipt.text().replaceFirst("record A", "record B"));
            assertThat(command.run(new String[] {paper.toString(), "--key", trusted.toString()}))
                    .isEqualTo(1);
            assertThat(command.run(new String[] {})).isEqualTo(2);
            assertThat(command.run(new String[] {keys.resolve("none").toString()}))
                    .isEqualTo(2);
        }
    }
}
