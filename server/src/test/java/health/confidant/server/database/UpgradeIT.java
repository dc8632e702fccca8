package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database of an earlier version, with records in it, becomes one of this version and keeps them, guarded. */
class UpgradeIT {
    @Test
    void openWhenTheDatabaseIsOfAnEarlierVersionThenItIsMigratedAndGuardedAndKeepsItsRows() throws Exception {
        Path directory = Files.createTempDirectory("confidant");
        String latest;
        DatabaseProperties properties = new DatabaseProperties("", "", "", "", directory, 4, 20_000);
        try (Database earlier = Database.open(properties)) {
            JdbcTemplate owner = new JdbcTemplate(earlier.owner());
            owner.update("insert into confidant.owner (kind, reference) values ('PATIENT', 'Patient/before')");
            latest = versions(owner);
            // Back to version 1, without what came later; and a table that a newer HAPI brings comes unguarded.
            for (String table : owner.queryForList(
                    "select tablename from pg_tables where schemaname = 'confidant' and tablename not in ('owner',"
                            + " 'segment', 'care_team', 'couple', 'consent', 'audit', 'flyway_schema_history')",
                    String.class)) {
                owner.execute("drop table confidant." + table + " cascade");
            }
            owner.update("delete from confidant.flyway_schema_history where version <> '1'");
            owner.execute("create table hfj_newcomer (res_id bigint, partition_id integer)");
            owner.execute("drop policy segment_read on hfj_resource");
            assertThat(versions(owner)).isEqualTo("1");
        }
        try (Database upgraded = Database.open(properties)) {
            JdbcTemplate owner = new JdbcTemplate(upgraded.owner());
            assertThat(versions(owner)).isEqualTo(latest).isNotEqualTo("1");
            assertThat(owner.queryForObject(
                            "select count(*) from confidant.owner where reference = 'Patient/before'", Integer.class))
                    .isEqualTo(1);
            assertThat(owner.queryForObject(
                            "select count(*) from pg_policy where polrelid in ('hfj_newcomer'::regclass,"
                                    + " 'hfj_resource'::regclass)",
                            Integer.class))
                    .isEqualTo(10);
            assertThat(Flyway.configure()
                            .dataSource(upgraded.owner())
                            .schemas("confidant")
                            .load()
                            .info()
                            .pending())
                    .isEmpty();
        }
    }

    private static String versions(JdbcTemplate owner) {
        return owner.queryForObject(
                "select max(version::int)::text from confidant.flyway_schema_history where version is not null",
                String.class);
    }
}
