package health.confidant.server.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the records live.
 *
 * @param url JDBC URL of a PostgreSQL database; empty means the embedded one
 * @param user the owner account, which migrates; the server itself logs in as {@code confidant_server}
 * @param password of the owner account
 * @param serverPassword of {@code confidant_server}; empty means derived from the owner's password
 * @param directory data directory of the embedded database
 * @param poolSize connections for requests
 * @param statementTimeout milliseconds before PostgreSQL ends a request's statement
 */
@ConfigurationProperties("confidant.database")
public record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String serverPassword,
        @DefaultValue(".confidant") Path directory,
        @DefaultValue("16") int poolSize,
        @DefaultValue("20000") int statementTimeout) {
    public boolean embedded() {
        return url.isBlank();
    }
}
