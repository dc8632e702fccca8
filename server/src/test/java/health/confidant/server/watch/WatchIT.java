package health.confidant.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.audit.AuditRecord;
import health.confidant.server.TestServer;
import health.confidant.server.journal.Journal;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.journal.JournalUnavailable;
import health.confidant.server.threat.Door;
import health.confidant.watch.Alert;
import health.confidant.watch.WatchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the watch must not lose. */
class WatchIT {
    private final TestServer server = TestServer.shared();
    private final String subject = UUID.randomUUID().toString();
    private final List<AuditRecord> looked = new ArrayList<>();

    /** Sees the same in whatever it is shown. */
    private final WatchRule always = new WatchRule() {
        @Override
        public String name() {
            return "always";
        }

        @Override
        public String falsePositives() {
            return "Always.";
        }

        @Override
        public List<Alert> look(List<AuditRecord> records) {
            looked.addAll(records);
            return List.of(new Alert(name(), subject, "It always does.", List.of()));
        }
    };

    private Watch watch(Clock clock) {
        return new Watch(
                server.bean(JdbcTemplate.class),
                server.bean(JournalReader.class),
                server.bean(Journal.class),
                () -> List.of(always),
                clock);
    }

    /** It would never be raised again, if it were known and not recorded. */
    @Test
    void anAlertThatCannotBeRecordedIsRaisedAtTheNextLook() {
        Watch watch = watch(Clock.systemUTC());
        server.administrator()
                .execute("create function confidant.no_alert() returns trigger language plpgsql as $$ begin"
                        + " if new.action = 40 then raise exception 'no space left' using errcode = '53100'; end if;"
                        + " return new; end $$");
        server.administrator()
                .execute("create trigger no_alert before insert on confidant.journal for each row execute function"
                        + " confidant.no_alert()");
        try {
            assertThatThrownBy(watch::look).isInstanceOf(JournalUnavailable.class);
            assertThat(known()).isZero();
        } finally {
            server.administrator().execute("drop trigger no_alert on confidant.journal");
            server.administrator().execute("drop function confidant.no_alert()");
        }
        assertThat(watch.look()).isEqualTo(1);
        assertThat(known()).isEqualTo(1);
        assertThat(watch.look()).isZero();
    }

    /** A server that was away for three hours: what was done in its last minute is looked at once it is back. */
    @Test
    void theHourBeforeAStopIsLookedAtAfterIt() {
        String read = Door.of(server, "kim").get(Door.id("Patient/maya")).requestId();

        watch(Clock.offset(Clock.systemUTC(), Duration.ofHours(3))).look();

        assertThat(looked).anyMatch(record -> record.request().equals(read));
    }

    /** What was read once is kept for its hour, and read no more. */
    @Test
    void eachLookSeesTheHourWithWhatIsNewInIt() {
        Watch watch = watch(Clock.systemUTC());
        Door kim = Door.of(server, "kim");
        String first = kim.get(Door.id("Patient/maya")).requestId();
        watch.look();
        assertThat(times(first)).isEqualTo(1);
        looked.clear();
        String second = kim.get(Door.id("Patient/maya")).requestId();
        watch.look();
        assertThat(times(first)).isEqualTo(1);
        assertThat(times(second)).isEqualTo(1);
    }

    @Test
    void afterAnHourItIsForgotten() {
        MovingClock clock = new MovingClock();
        Watch watch = watch(clock);
        String read = Door.of(server, "kim").get(Door.id("Patient/maya")).requestId();
        watch.look();
        clock.ahead = Duration.ofMinutes(59);
        looked.clear();
        watch.look();
        assertThat(times(read)).isEqualTo(1);
        clock.ahead = Duration.ofMinutes(61);
        looked.clear();
        watch.look();
        assertThat(times(read)).isZero();
    }

    private long times(String request) {
        return looked.stream()
                .filter(record -> record.request().equals(request))
                .count();
    }

    private static final class MovingClock extends Clock {
        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private int known() {
        return server.administrator()
                .queryForObject(
                        "select count(*) from confidant.alert where rule = 'always' and subject ="
                                + " sha256(convert_to(?, 'UTF8'))",
                        Integer.class,
                        subject);
    }
}
