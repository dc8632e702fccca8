package health.confidant.server.journal;

import health.confidant.audit.LogVerifier;
import health.confidant.enforcement.AuditSink;
import health.confidant.server.TestServer;
import health.confidant.server.audit.JournalSink;
import health.confidant.server.audit.SoughtPatients;
import health.confidant.server.benchmark.Usage;
import health.confidant.server.database.Database;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import health.confidant.server.threat.Door;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the journal costs: {@code server/docs/benchmarks-audit.md} says how to run it. The journal is switched off by a
 * bean of this class, for no setting can.
 */
final class JournalBenchmark {
    private static final int[] CLIENTS = {1, 8, 32};
    private static final double WARM = 2;
    private static final int ROUNDS = 6;

    private JournalBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 6;
        int only = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        System.setProperty("logging.level.root", "error");
        TestServer server = TestServer.start(Switch.class);
        try {
            if (only == 0) {
                strategies(server, seconds / 2);
            }
            int[] counts = only == 0 ? CLIENTS : new int[] {only};
            reads(server, seconds, counts, "read", "/" + Door.id("Condition/maya-alcohol"));
            reads(server, seconds, counts, "search", "/Condition?patient=" + Door.id("Patient/maya"));
            bytes(server);
            if (only == 0) {
                verification(server);
            }
        } finally {
            server.stop();
        }
    }

    /** The sink that forgets, while it is told to. */
    @Configuration
    static class Switch {
        private static volatile boolean off;

        @Bean
        AuditSink auditSink(
                Journal journal, JdbcTemplate sql, Segments segments, StoredRows rows, SoughtPatients patients) {
            JournalSink kept = new JournalSink(journal, sql, segments, rows, patients);
            return (AuditSink) java.lang.reflect.Proxy.newProxyInstance(
                    AuditSink.class.getClassLoader(),
                    new Class<?>[] {AuditSink.class},
                    (proxy, method, args) ->
                            off && method.getName().startsWith("append") ? null : method.invoke(kept, args));
        }
    }

    private record Figures(double rate, double p50, double p99) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f/s, p50 %.1f ms, p99 %.1f ms", rate, p50, p99);
        }
    }

    /**
     * One round.
     *
     * @param server CPU milliseconds a read of this process: server and clients
     * @param others cores that other processes took
     * @param threads CPU milliseconds a read of each kind of thread
     */
    private record Round(Figures figures, double server, double database, double others, Map<String, Double> threads) {
        @Override
        public String toString() {
            return figures.toString();
        }
    }

    /** CPU of this process and of PostgreSQL with all its backends. */
    private static final class Meter {
        private final long own = ProcessHandle.current().pid();
        private final long postmaster;
        private final JdbcTemplate sql;

        Meter(TestServer server) throws IOException {
            sql = server.administrator();
            String directory = server.administrator().queryForObject("show data_directory", String.class);
            postmaster = Long.parseLong(Files.readAllLines(Path.of(directory, "postmaster.pid"))
                    .get(0)
                    .strip());
        }

        /** What each backend is for: its client, and the first words of what it did last. */
        private Map<Long, String> backends() {
            Map<Long, String> names = new TreeMap<>();
            sql.query("select pid, backend_type, application_name, left(query, 12) from pg_stat_activity", row -> {
                String client = row.getString(3).isEmpty() ? row.getString(2) : row.getString(3);
                boolean journal = client.contains("journal");
                names.put(row.getLong(1), journal ? client + " " + row.getString(4) : client);
            });
            return names;
        }

        Round round(Callable<Figures> work) throws Exception {
            long begin = System.nanoTime();
            long server = Usage.cpu(own);
            long database = Usage.cpuOfTree(postmaster);
            long machine = Usage.cpuOfMachine();
            Map<String, Double> threads = Usage.cpuOfThreads(own);
            Map<Long, Long> backends = Usage.cpuOfEach(postmaster);
            Figures figures = work.call();
            double millis = (System.nanoTime() - begin) / 1e6;
            double reads = figures.rate() * millis / 1e3;
            double ours = Usage.cpu(own) - server;
            double postgres = Usage.cpuOfTree(postmaster) - database;
            double others = (Usage.cpuOfMachine() - machine - ours - postgres) / millis;
            Map<String, Double> spent = new TreeMap<>();
            Usage.cpuOfThreads(own)
                    .forEach((name, after) -> spent.put(name, (after - threads.getOrDefault(name, 0.0)) / reads));
            Map<Long, String> names = backends();
            Usage.cpuOfEach(postmaster).forEach((pid, after) -> {
                double millisARead = (after - backends.getOrDefault(pid, 0L)) / reads;
                spent.merge("pg " + names.getOrDefault(pid, "other"), millisARead, Double::sum);
            });
            return new Round(figures, ours / reads, postgres / reads, others, spent);
        }
    }

    private static Figures run(int clients, double seconds, Callable<?> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            long begin = System.nanoTime();
            long end = begin + (long) (seconds * 1e9);
            List<Future<List<Long>>> futures = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                futures.add(pool.submit(() -> {
                    List<Long> times = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        long from = System.nanoTime();
                        work.call();
                        times.add(System.nanoTime() - from);
                    }
                    return times;
                }));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> future : futures) {
                all.addAll(future.get());
            }
            double spent = (System.nanoTime() - begin) / 1e9;
            long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Figures(
                    sorted.length / spent, sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void print(String what, int clients, Object figures) {
        System.out.printf(Locale.ROOT, "%-28s %2d clients: %s%n", what, clients, figures);
    }

    /** A chain in line, an insert for each record, and one writer for all. */
    private static void strategies(TestServer server, double seconds) throws Exception {
        JdbcTemplate sql = server.administrator();
        sql.execute("create table confidant.bench (like confidant.journal)");
        sql.execute("create table confidant.bench_head (hash bytea)");
        sql.execute("insert into confidant.bench_head values ('x')");
        sql.execute("grant all on confidant.bench, confidant.bench_head to confidant_server");
        Path keys = Files.createTempDirectory("bench");
        Meter meter = new Meter(server);
        try (SecondNode node = new SecondNode(server, keys)) {
            JdbcTemplate pool = new JdbcTemplate(server.bean(Database.class).requests());
            for (int clients : CLIENTS) {
                Callable<?> chain = () -> insert(pool, node, true);
                Callable<?> plain = () -> insert(pool, node, false);
                Callable<?> grouped = () -> node.append(1);
                run(clients, WARM / 2, plain);
                print("chain in line", clients, run(clients, seconds, chain));
                print("an insert each", clients, run(clients, seconds, plain));
                Round round = meter.round(() -> run(clients, seconds, grouped));
                print("one writer", clients, round);
                System.out.printf(
                        Locale.ROOT,
                        "  CPU microseconds a record: JVM %.0f, PostgreSQL %.0f%n",
                        1e3 * round.server(),
                        1e3 * round.database());
            }
        }
    }

    private static Object insert(JdbcTemplate pool, SecondNode node, boolean chain) throws SQLException {
        Row row = node.log.row(1, node.drafts.make(SecondNode.record("Practitioner/1"), 0));
        try (Connection connection = pool.getDataSource().getConnection()) {
            connection.setAutoCommit(!chain);
            if (chain) {
                try (PreparedStatement lock =
                        connection.prepareStatement("update confidant.bench_head set hash = sha256(hash || ?)")) {
                    lock.setBytes(1, row.leaf().hash().bytes());
                    lock.executeUpdate();
                }
            }
            Row.insert(connection, List.of(row), "confidant.bench");
            if (chain) {
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
        return null;
    }

    /** Requests over HTTP, the journal on and off in turn. */
    private static void reads(TestServer server, double seconds, int[] counts, String what, String path)
            throws Exception {
        Door kim = Door.of(server, "kim");
        Callable<?> read = () -> {
            if (kim.get(path).status() != 200) {
                throw new IllegalStateException("not read");
            }
            return null;
        };
        Meter meter = new Meter(server);
        warmUp(meter, () -> run(8, WARM * 2, read));
        for (int clients : counts) {
            List<Round> on = new ArrayList<>();
            List<Round> off = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                // On, off, off, on: what else the machine does falls on both.
                for (boolean first : new boolean[] {true, false}) {
                    Switch.off = first == (round % 2 == 1);
                    (Switch.off ? off : on).add(meter.round(() -> run(clients, seconds / 2, read)));
                }
            }
            Switch.off = false;
            print(what + ", journal on", clients, median(on));
            print(what + ", journal off", clients, median(off));
            System.out.printf(
                    Locale.ROOT,
                    "  throughput on/off %s, median %.3f; CPU ms a read, JVM %.2f on, %.2f off; PostgreSQL %.2f on,"
                            + " %.2f off; others' cores %.1f%n",
                    ratios(on, off),
                    median(on).figures().rate() / median(off).figures().rate(),
                    mean(on, Round::server),
                    mean(off, Round::server),
                    mean(on, Round::database),
                    mean(off, Round::database),
                    (mean(on, Round::others) + mean(off, Round::others)) / 2);
            threads(on, off);
        }
    }

    private static void bytes(TestServer server) {
        server.bean(Journal.class).seal();
        System.out.printf(
                Locale.ROOT,
                "bytes a record, with indexes: %d; without: %d%n",
                size(server, "pg_total_relation_size"),
                size(server, "pg_relation_size"));
    }

    /** Until the compiler (threads C1 and C2) takes less than a fiftieth of the processor time. */
    private static void warmUp(Meter meter, Callable<Figures> work) throws Exception {
        double share = 1;
        for (int i = 0; i < 60 && share > 0.02; i++) {
            Round round = meter.round(work);
            share = round.threads().getOrDefault("C", 0.0) / round.server();
        }
        System.out.printf(Locale.ROOT, "warm: the compiler takes %.3f of the time%n", share);
    }

    private static Round median(List<Round> rounds) {
        return rounds.stream()
                .sorted(java.util.Comparator.comparingDouble(
                        round -> round.figures().rate()))
                .toList()
                .get(rounds.size() / 2);
    }

    /** Which threads the difference falls on, in microseconds a read. */
    private static void threads(List<Round> on, List<Round> off) {
        Set<String> names = new TreeSet<>();
        on.forEach(round -> names.addAll(round.threads().keySet()));
        for (String name : names) {
            double with = 1e3 * mean(on, round -> round.threads().getOrDefault(name, 0.0));
            double without = 1e3 * mean(off, round -> round.threads().getOrDefault(name, 0.0));
            if (Math.max(with, without) >= 10) {
                System.out.printf(Locale.ROOT, "    %-32s %5.0f on, %5.0f off%n", name, with, without);
            }
        }
    }

    private static double mean(List<Round> rounds, java.util.function.ToDoubleFunction<Round> of) {
        return rounds.stream().mapToDouble(of).average().orElse(0);
    }

    private static String ratios(List<Round> on, List<Round> off) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < on.size(); i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%.2f ",
                    on.get(i).figures().rate() / off.get(i).figures().rate()));
        }
        return text.toString().strip();
    }

    private static long size(TestServer server, String function) {
        return server.administrator()
                .queryForObject(
                        "select sum(" + function
                                + "(inhrelid)) / (select count(*) from confidant.journal) from pg_inherits"
                                + " where inhparent = 'confidant.journal'::regclass and pg_relation_size(inhrelid) > 0",
                        Long.class);
    }

    /** Every record of the database, with its MAC, from one connection. */
    private static void verification(TestServer server) throws Exception {
        Path keys = Files.createTempDirectory("bench");
        int count = 100_000;
        try (SecondNode node = new SecondNode(server, keys)) {
            Draft[] drafts = new Draft[500];
            Arrays.setAll(drafts, i -> node.drafts.make(SecondNode.record("Practitioner/" + i), 0));
            for (int i = 0; i < count / drafts.length; i++) {
                node.writer.append(List.of(drafts));
            }
            seal(node);
            String origin = node.log.signer().key().name();
            try (Connection connection = server.bean(Database.class).owner().getConnection()) {
                for (int round = 0; round < 2; round++) {
                    long begin = System.nanoTime();
                    Map<String, LogVerifier.Result> results = new Verification(connection)
                            .verify(new Verification.Trust(
                                    Map.of(), Map.of(origin, node.log.macKey()), node.witness.all()));
                    double spent = (System.nanoTime() - begin) / 1e9;
                    long records = results.values().stream()
                            .mapToLong(LogVerifier.Result::records)
                            .sum();
                    boolean intact = results.get(origin).intact();
                    System.out.printf(
                            Locale.ROOT,
                            "verified %d records in %.1f s: %.2f million a minute, %s%n",
                            records,
                            spent,
                            records / spent * 60 / 1e6,
                            intact ? "intact" : "NOT INTACT");
                }
            }
        }
    }

    private static void seal(SecondNode node) throws SQLException, IOException {
        node.sealer.seal();
    }
}
