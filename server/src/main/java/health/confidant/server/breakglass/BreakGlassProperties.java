package health.confidant.server.breakglass;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an emergency may last, and how soon it is to be reviewed.
 *
 * @param duration at most four hours
 */
@ConfigurationProperties("confidant.break-glass")
public record BreakGlassProperties(@DefaultValue("PT4H") Duration duration, @DefaultValue("P3D") Duration review) {
    private static final Duration LONGEST = Duration.ofHours(4);

    public BreakGlassProperties {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("confidant.break-glass.duration is more than nothing and at most PT4H.");
        }
        if (review.isNegative() || review.isZero()) {
            throw new IllegalArgumentException("confidant.break-glass.review is a time after the emergency.");
        }
    }
}
