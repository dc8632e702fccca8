package health.confidant.server.watch;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.TestServer;
import health.confidant.server.benchmark.Usage;
import health.confidant.server.journal.Journal;
import health.confidant.server.journal.JournalReader;
import health.confidant.watch.Alert;
import health.confidant.watch.WatchRule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a look of the watch costs: an hour of records, and then ten minutes, each with its look. Processor time of the
 * thread that looks and of PostgreSQL; with the argument, records a minute.
 */
public final class WatchBenchmark {
    private static final int BATCH = 500;
    private static final int LOOKS = 10;

    private WatchBenchmark() {}

    /** The hour that the records say, which passes faster than it does. */
    private static final class Minutes extends Clock {
        private Instant now = Instant.now().minus(Duration.ofHours(2));

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Reading is measured; the rules are what they are. */
    private static final WatchRule NOTHING = new WatchRule() {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public String falsePositives() {
            return "";
        }

        @Override
        public List<Alert> look(List<AuditRecord> records) {
            return List.of();
        }
    };

    public static void main(String[] arguments) throws IOException {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        System.setProperty("logging.level.root", "error");
        TestServer server = TestServer.start();
        try {
            measure(server, rate);
        } finally {
            server.stop();
        }
    }

    private static void measure(TestServer server, int rate) throws IOException {
        String directory = server.administrator().queryForObject("show data_directory", String.class);
        long postmaster = Long.parseLong(
                Files.readAllLines(Path.of(directory, "postmaster.pid")).get(0).strip());
        Journal journal = server.bean(Journal.class);
        Minutes clock = new Minutes();
        Watch watch = new Watch(
                server.bean(JdbcTemplate.class),
                server.bean(JournalReader.class),
                journal,
                () -> List.of(NOTHING),
                clock);
        for (int minute = 0; minute < 60; minute++) {
            write(journal, clock, rate);
        }
        watch.look();
        long thread = 0;
        long database = 0;
        for (int i = 0; i < LOOKS; i++) {
            write(journal, clock, rate);
            // The sealer's work is not the watch's.
            journal.seal();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long postgres = Usage.cpuOfTree(postmaster);
            watch.look();
            thread += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            database += Usage.cpuOfTree(postmaster) - postgres;
        }
        System.out.printf(
                Locale.ROOT,
                "%d records a minute: a look takes %.1f ms of its thread, %.1f ms of PostgreSQL%n",
                rate,
                thread / 1e6 / LOOKS,
                (double) database / LOOKS);
    }

    private static void write(Journal journal, Minutes clock, int rate) {
        List<AuditRecord> records = new ArrayList<>();
        for (int i = 0; i < rate; i++) {
            records.add(AuditRecord.of(Action.READ, Outcome.SUCCESS, clock.now.plusMillis(60_000L * i / rate))
                    .request("request-" + i)
                    .agent("Practitioner/" + i % 20)
                    .client("clinician-app")
                    .purpose(Purpose.TREAT)
                    .address("10.0.0.9")
                    .entities(List.of("Observation/" + i + "/_history/1"))
                    .build());
            if (records.size() == BATCH || i == rate - 1) {
                journal.append(records);
                records = new ArrayList<>();
            }
        }
        clock.now = clock.now.plus(Duration.ofMinutes(1));
    }
}
