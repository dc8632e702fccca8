package health.confidant.server.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many refusals of one address are recorded in a minute: enough to see an attack, not enough to fill the disk with it
 * (OWASP API4). Nothing was shown, so that nothing is missing.
 */
public final class Strangers {
    private static final int MOST = 60;

    private final Cache<String, AtomicInteger> seen = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    boolean admits(String address) {
        return seen.get(address, a -> new AtomicInteger()).incrementAndGet() <= MOST;
    }
}
