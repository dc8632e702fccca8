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
        DatabaseProperties properties = new DatabaseProperties("", "", "", "", directory, 4, 20_000);
        try (Database earlier = Database.open(properties)) {
            JdbcTemplate owner = new JdbcTemplate(earlier.owner());
            owner.update("insert into confidant.owner (kind, reference) values ('PATIENT', 'Patient/before')");
            // Back to version 1, without the accounts; and a table that a newer HAPI brings comes unguarded.
            owner.execute("drop table confidant.authorization_token, confidant.authorization_grant,"
                    + " confidant.client_assertion, confidant.sign_in_throttle, confidant.client, confidant.account"
                    + " cascade");
            owner.update("delete from confidant.flyway_schema_history where version = '2'");
            owner.execute("create table hfj_newcomer (res_id bigint, partition_id integer)");
            owner.execute("drop policy segment_read on hfj_resource");
            assertThat(versions(owner)).isEqualTo("1");
        }
        try (Database upgraded = Database.open(properties)) {
            JdbcTemplate owner = new JdbcTemplate(upgraded.owner());
            assertThat(versions(owner)).isEqualTo("2");
            assertThat(owner.queryForObject(
                            "select count(*) from confidant.owner where reference = 'Patient/before'", Integer.class))
                    .isEqualTo(1);
            assertThat(owner.queryForObject(
                            "select count(*) from pg_policy where polrelid in ('hfj_newcomer'::regclass,"
                                    + " 'hfj_resource'::regclass)",
                            Integer.class))
                    .isEqualTo(10);
            assertThat(Flyway.configure().dataSource(upgraded.owner()).schemas("confidant").load().info().pending())
                    .isEmpty();
        }
    }

    private static String versions(JdbcTemplate owner) {
        return owner.queryForObject(
                "select max(version) from confidant.flyway_schema_history where version is not null", String.class);
    }
}
