package health.confidant.server.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database comes first: migrated and verified before any other bean can reach it. */
@Configuration
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabaseConfiguration {
    @Bean(destroyMethod = "close")
    Database database(DatabaseProperties properties, @Value("${confidant.demo:true}") boolean demo) {
        return Database.open(demo ? properties : VerifiedUrl.of(properties));
    }

    @Bean
    DataSource dataSource(Database database) {
        return database.requests();
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource source) {
        return new JdbcTemplate(source);
    }
}
