package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

    private static FluentConfiguration flyway(Database database) {
        return Flyway.configure()
                .dataSource(database.owner())
                .schemas("confidant")
                .locations("classpath:db/migration");
    }
}
