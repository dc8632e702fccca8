package health.confidant.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.access.Owner;
import health.confidant.server.TestServer;
import health.confidant.server.atrest.Renewal;
import health.confidant.server.database.Database;
import health.confidant.server.database.DatabaseProperties;
import health.confidant.server.journal.VerifyCommand;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.shred.Shredder;
import health.confidant.server.threat.Door;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** PostgreSQL's continuous archiving, with the server in use: back to a moment, and on from there. */
class PointInTimeIT {
    /** Not copied: what belongs to the process, and the log, which comes from the archive. */
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts");

    private static void configure(Path cluster, String... lines) throws IOException {
        Files.write(cluster.resolve("postgresql.auto.conf"), List.of(lines), StandardOpenOption.APPEND);
    }

    private static void baseBackup(TestServer server, Path cluster, Path base) throws SQLException, IOException {
        try (Connection connection = server.bean(Database.class).owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('base', true)");
            copy(cluster, base);
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop()")) {
                label.next();
                Files.writeString(base.resolve("backup_label"), label.getString(1));
            }
        }
    }

    private static void copy(Path cluster, Path base) throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.copy(
                        directory,
                        base.resolve(cluster.relativize(directory).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
                return directory.endsWith("pg_wal") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(
                                file,
                                base.resolve(cluster.relativize(file).toString()),
                                StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE; // A table's file that was there a moment ago.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private static Owner owner(TestServer server, String patient) {
        int id = server.administrator()
                .queryForObject("select id from confidant.owner where reference = ?", Integer.class, patient);
        return new Owner(id, Owner.Kind.PATIENT, patient);
    }

    private static String patient(Door door, String family) {
        return door.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}]}");
    }

    @Test
    void recoveryToAMomentKeepsWhatWasAndTheShreddedStayGone() throws Exception {
        TestServer server = TestServer.startWith(List.of("--confidant.database.url="));
        DatabaseProperties properties = server.bean(DatabaseProperties.class);
        Path home = properties.directory();
        Path cluster = home.resolve("postgres");
        Path archive = Files.createDirectories(home.resolve("archive"));
        Path base = home.resolve("base");
        Path keys = home.resolve("keys");
        server.stop();
        configure(cluster, "archive_mode = on", "archive_command = 'cp %p " + archive + "/%f'");
        server = server.again();
        Path witness = home.resolve("witness");
        String[] people;
        Map<String, String> before;
        try {
            Door door = Door.of(server, "northside-ehr");
            String early = patient(door, "Early");
            String leaving = patient(door, "Leaving");
            baseBackup(server, cluster, base);
            String between = patient(door, "Between");
            before = Map.of(
                    early, door.get(early).body(), between, door.get(between).body());
            sealed(server, keys, witness);
            copy(keys.resolve("data"), home.resolve("data-copy"));
            server.administrator().queryForList("select pg_create_restore_point('lunch')");
            String after = patient(door, "After");
            server.bean(Shredder.class).shred(owner(server, leaving), Shredder.RECORD);
            for (int i = 0; i < 3; i++) {
                server.bean(Renewal.class).renew(owner(server, early).id(), KeyClass.RECORD);
            }
            server.administrator().queryForList("select pg_switch_wal()");
            people = new String[] {leaving, after};
        } finally {
            server.stop();
        }
        Files.move(cluster, home.resolve("postgres-before"));
        Files.move(base, cluster);
        configure(
                cluster,
                "archive_mode = off",
                "hot_standby = off",
                "restore_command = 'cp " + archive + "/%f %p'",
                "recovery_target_name = 'lunch'",
                "recovery_target_action = promote");
        Files.createFile(cluster.resolve("recovery.signal"));
        TestServer stopped = server;
        assertThatThrownBy(stopped::again)
                .as("the journal is shorter than its published checkpoints")
                .hasStackTraceContaining("checkpoint");
        assertThat(verified(properties, witness)).contains("INTACT").doesNotContain("NOT INTACT");
        assertThat(verified(properties, checkpoints(keys)))
                .as("somebody who kept later checkpoints sees it")
                .contains("NOT INTACT");
        TestServer.moveJournalAside(keys);
        server = server.again();
        try {
            Door door = Door.of(server, "northside-ehr");
            assertThat(before.keySet().stream().map(patient -> door.get(patient).status()))
                    .as("the keys of one were renewed since, thrice")
                    .containsExactlyInAnyOrder(200, 503);
        } finally {
            server.stop();
        }
        Files.move(keys.resolve("data"), home.resolve("data-after"));
        copy(home.resolve("data-copy"), keys.resolve("data"));
        server = server.again();
        try {
            Door door = Door.of(server, "northside-ehr");
            for (Map.Entry<String, String> one : before.entrySet()) {
                assertThat(door.get(one.getKey()).body()).isEqualTo(one.getValue());
            }
            for (String gone : people) {
                assertThat(door.get(gone).status()).as(gone).isEqualTo(404);
            }
            assertThat(patient(door, "Onwards")).startsWith("Patient/");
        } finally {
            server.stop();
        }
    }

    private static Path checkpoints(Path keys) {
        return keys.resolve("journal-checkpoints.txt");
    }

    /** Waits until a checkpoint covers all records so far, and keeps the file of checkpoints as it is then. */
    private static void sealed(TestServer server, Path keys, Path witness) throws Exception {
        long records = server.administrator().queryForObject("select count(*) from confidant.journal", Long.class);
        for (int i = 0; i < 100; i++) {
            Files.copy(checkpoints(keys), witness, StandardCopyOption.REPLACE_EXISTING);
            long covered = server.administrator()
                    .queryForObject("select max(size) from confidant.journal_checkpoint", Long.class);
            if (covered >= records) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not sealed");
    }

    private static String verified(DatabaseProperties properties, Path witness) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Database database = Database.open(properties);
                Connection connection = database.owner().getConnection()) {
            new VerifyCommand(new PrintStream(out, true, StandardCharsets.UTF_8))
                    .check(connection, Map.of("witness", witness.toString()));
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
