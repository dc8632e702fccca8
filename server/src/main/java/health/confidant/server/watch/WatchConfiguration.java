package health.confidant.server.watch;

import health.confidant.server.journal.Journal;
import health.confidant.server.journal.JournalReader;
import health.confidant.watch.BulkReads;
import health.confidant.watch.ColleagueLookup;
import health.confidant.watch.DenialsInARow;
import health.confidant.watch.EmergencyAccess;
import health.confidant.watch.OutOfHours;
import health.confidant.watch.PartnerLookup;
import health.confidant.watch.Relations;
import health.confidant.watch.WatchRule;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rules, in a list. */
@Configuration
public class WatchConfiguration {
    private static final int PATIENTS = 25;
    private static final int DENIALS = 5;
    private static final LocalTime OPENS = LocalTime.of(6, 0);
    private static final LocalTime CLOSES = LocalTime.of(22, 0);

    /** @param zone of the program, for its hours */
    @Bean
    Watch watch(
            JdbcTemplate sql,
            JournalReader reader,
            Journal journal,
            Clock clock,
            @Value("${confidant.zone:UTC}") ZoneId zone) {
        return new Watch(sql, reader, journal, () -> rules(StoredRelations.read(sql), zone), clock);
    }

    private static List<WatchRule> rules(Relations relations, ZoneId zone) {
        return List.of(
                new EmergencyAccess(),
                new BulkReads(PATIENTS),
                new DenialsInARow(DENIALS),
                new PartnerLookup(relations),
                new ColleagueLookup(relations),
                new OutOfHours(OPENS, CLOSES, zone));
    }
}
