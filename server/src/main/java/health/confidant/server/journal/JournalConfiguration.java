package health.confidant.server.journal;

import health.confidant.audit.PayloadCipher;
import health.confidant.server.authorization.AuthorizationProperties;
import health.confidant.server.database.Database;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;

/** The journal of this node, opened and checked before anything is served. */
@Configuration
@EnableConfigurationProperties(JournalProperties.class)
public class JournalConfiguration {
    @Bean
    JournalKeys journalKeys(AuthorizationProperties properties) {
        return new JournalKeys(properties.keys());
    }

    @Bean
    CheckpointFile checkpointFile(JournalKeys keys, JournalProperties properties) {
        return new CheckpointFile(properties.checkpointFile(keys.directory()));
    }

    @Bean
    Draft.SearchHash searchHash(DataKeys keys) {
        return new Draft.SearchHash(keys.secret(0, KeyClass.INDEX, "journal"));
    }

    @Bean
    Underway underway() {
        return new Underway();
    }

    @Bean
    FilterRegistrationBean<Underway> countRequests(Underway underway) {
        FilterRegistrationBean<Underway> registration = new FilterRegistrationBean<>(underway);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean(destroyMethod = "close")
    Journal journal(
            Database database,
            JournalKeys keys,
            CheckpointFile file,
            PayloadCipher cipher,
            Draft.SearchHash hash,
            JdbcTemplate sql,
            Clock clock,
            Underway underway) {
        Draft.Maker drafts = new Draft.Maker(cipher, hash);
        OpenLog open = OpenLog.open(database.journal(), keys, file, drafts, clock);
        JournalWriter writer = new JournalWriter(database.journal(), open.log(), open.locked(), underway::requests);
        Journal journal = new Journal(open.log(), writer, open.sealer(), drafts, owners(sql, cipher), sql, clock);
        new FormerAudit(new JdbcTemplate(database.owner())).adopt(journal);
        return journal;
    }

    @Bean
    Receipts receipts(Journal journal, Database database) {
        return new Receipts(journal, database.journal());
    }

    @Bean
    JournalReader journalReader(JdbcTemplate sql, PayloadCipher cipher, Draft.SearchHash hash) {
        IntFunction<Optional<String>> references = owner ->
                sql.queryForList("select reference from confidant.owner where id = ?", String.class, owner).stream()
                        .findFirst();
        return new JournalReader(sql, cipher, hash, references);
    }

    /** Owners never change their reference, so that they may be remembered. */
    private static ToIntFunction<String> owners(JdbcTemplate sql, PayloadCipher cipher) {
        Map<String, Integer> known = new ConcurrentHashMap<>();
        return reference -> {
            Integer owner = known.get(reference);
            if (owner == null) {
                owner =
                        sql
                                .queryForList(
                                        "select id from confidant.owner where reference = ?", Integer.class, reference)
                                .stream()
                                .findFirst()
                                .orElse(0);
                if (owner != 0) {
                    known.put(reference, owner);
                }
            }
            return cipher.destroyed(owner) ? 0 : owner;
        };
    }
}
