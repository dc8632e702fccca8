package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database of an earlier version, with records in it, becomes one of this version and keeps them, guarded. */
class UpgradeIT {
    @Test
    void openWhenTheDatabaseIsOfAnEarlierVersionThenItIsMigratedAndGuardedAndKeepsItsRows() throws Exception {
        Path directory = Files.createTempDirectory("confidant");
        DatabaseProperties properties = new DatabaseProperties("", "", "", "", directory, 4, 20_000);
        try (Database earlier = Database.open(properties)) {
            JdbcTemplate owner = new JdbcTemplate(earlier.owner());
            // Back to version 1; and a table that a newer HAPI brings comes unguarded.
            owner.execute("drop schema confidant cascade");
            owner.execute("create schema confidant");
            flyway(earlier).target("1").load().migrate();
            owner.update("insert into confidant.owner (kind, reference) values ('PATIENT', 'Patient/before')");
            owner.execute("create table hfj_newcomer (res_id bigint, partition_id integer)");
            owner.execute("drop policy if exists segment_read on hfj_resource");
            assertThat(flyway(earlier).load().info().pending()).isNotEmpty();
        }
        try (Database upgraded = Database.open(properties)) {
            JdbcTemplate owner = new JdbcTemplate(upgraded.owner());
            assertThat(owner.queryForObject(
                            "select count(*) from confidant.owner where reference = 'Patient/before'", Integer.class))
                    .isEqualTo(1);
            assertThat(owner.queryForObject(
                            "select count(*) from pg_policy where polrelid in ('hfj_newcomer'::regclass,"
                                    + " 'hfj_resource'::regclass)",
                            Integer.class))
                    .isEqualTo(10);
            assertThat(flyway(upgraded).load().info().pending()).isEmpty();
        }
    }

    /** Numbers are by subject (ADR 0015), so what is new may have a lower number than what the database has. */
    @Test
    void openWhenALowerNumberIsTheNewerThenItIsMigratedToo() throws Exception {
        Path directory = Files.createTempDirectory("confidant");
        DatabaseProperties properties = new DatabaseProperties("", "", "", "", directory, 4, 20_000);
        try (Database earlier = Database.open(properties)) {
            JdbcTemplate owner = new JdbcTemplate(earlier.owner());
            owner.execute("drop table confidant.device");
            assertThat(owner.update("delete from confidant.flyway_schema_history where version = '53'"))
                    .isEqualTo(1);
        }
        try (Database upgraded = Database.open(properties)) {
            assertThat(new JdbcTemplate(upgraded.owner())
                            .queryForObject("select count(*) from confidant.device", Integer.class))
                    .isZero();
        }
    }

    /** A database refuses a migration that is not what it was when it ran: what has landed is not edited. */
    @Test
    void migrationsThatHaveLandedAreAsTheyWere() throws Exception {
        Set<String> landed;
        try (InputStream list = getClass().getResourceAsStream("/migrations.txt")) {
            landed = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        }
        Path directory = Files.createTempDirectory("confidant");
        try (Database database = Database.open(new DatabaseProperties("", "", "", "", directory, 4, 20_000))) {
            assertThat(Stream.of(flyway(database).load().info().applied())
                            .filter(migration -> migration.getChecksum() != null)
                            .map(migration -> migration.getVersion() + " " + migration.getChecksum()))
                    .as("version and checksum; a new migration is added to the list when it lands")
                    .containsExactlyInAnyOrderElementsOf(landed);
        }
    }

    private static FluentConfiguration flyway(Database database) {
        return Flyway.configure()
                .dataSource(database.owner())
                .schemas("confidant")
                .locations("classpath:db/migration")
                .outOfOrder(true);
    }
}
