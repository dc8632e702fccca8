package health.confidant.server.canary;

import health.confidant.server.database.StartRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Lets the server start only when the canary is silent, asks in full right after the start and every minute, and is part
 * of the health endpoint.
 */
public class CanaryWatch implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryWatch.class);
    private static final Duration STALE = Duration.ofMinutes(5);

    private final Canary canary;
    private final Clock clock;
    private volatile boolean silent;
    private volatile Instant asked = Instant.MIN;

    public CanaryWatch(Canary canary, Clock clock) {
        this.canary = canary;
        this.clock = clock;
    }

    /** @throws StartRefused when the secret shows */
    public void start() {
        canary.plant();
        ask(canary::leaksAtStart);
        if (!silent) {
            throw new StartRefused("The canary came back: a record that nobody may read was readable. The server will"
                    + " not start.");
        }
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 60_000)
    public void watch() {
        ask(canary::leaks);
    }

    private void ask(Supplier<List<String>> question) {
        try {
            List<String> leaks = question.get();
            silent = leaks.isEmpty();
            if (!silent) {
                LOG.error("The canary came back through {}", leaks);
            }
            asked = clock.instant();
        } catch (RuntimeException e) {
            // No answer is no all-clear; the health endpoint turns when the last one is too old.
            LOG.error("The canary could not be asked: {}", e.getClass().getName());
        }
    }

    @Override
    public Health health() {
        boolean fresh = asked.isAfter(clock.instant().minus(STALE));
        return silent && fresh ? Health.up().build() : Health.down().build();
    }
}
