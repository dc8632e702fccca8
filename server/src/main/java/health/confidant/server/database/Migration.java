package health.confidant.server.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date, as the owner: HAPI's tables with HAPI's migrator, ours with Flyway. */
final class Migration {
    private Migration() {}

    static void run(DataSource owner) {
        try {
            HapiMigrator hapi =
                    new HapiMigrator(SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, owner, DriverTypeEnum.POSTGRES_9_4);
            hapi.createMigrationTableIfRequired();
            hapi.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
            hapi.migrate();
            Flyway.configure()
                    .dataSource(owner)
                    .schemas("confidant")
                    .locations("classpath:db/migration")
                    .outOfOrder(true) // Numbers are by subject (ADR 0015): a lower one may be the newer.
                    .load()
                    .migrate();
        } catch (FlywayException | ca.uhn.fhir.jpa.migrate.HapiMigrationException e) {
            throw new StartRefused(
                    "The schema could not be migrated; nothing was served. Restore the last backup or use the version"
                            + " that wrote this schema: " + e.getMessage(),
                    e);
        }
    }
}
