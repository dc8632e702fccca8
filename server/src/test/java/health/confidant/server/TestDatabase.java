package health.confidant.server;

import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;

/** The tests' PostgreSQL: the environment's, else a container where Docker answers, else embedded. Never none. */
final class TestDatabase {
    private TestDatabase() {}

    /** Properties that point a server at a database of its own. */
    static Map<String, String> properties(Path directory) {
        String url = System.getenv("CONFIDANT_DATABASE_URL");
        if (url != null && !url.isBlank()) {
            return Map.of("confidant.database.directory", directory.toString());
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            PostgreSQLContainer<?> container = new PostgreSQLContainer<>("postgres:17");
            container.start();
            return Map.of(
                    "confidant.database.url", container.getJdbcUrl(),
                    "confidant.database.user", container.getUsername(),
                    "confidant.database.password", container.getPassword(),
                    "confidant.database.directory", directory.toString());
        }
        return Map.of("confidant.database.directory", directory.toString());
    }
}
