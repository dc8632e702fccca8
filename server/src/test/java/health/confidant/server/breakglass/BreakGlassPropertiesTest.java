package health.confidant.server.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.duty.DutyConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Requirement 45: four hours at most, and shorter where the program wants it. */
class BreakGlassPropertiesTest {
    /** As {@link DutyConfiguration} binds them. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(BreakGlassProperties.class)
    static class Bound {}

    private final ApplicationContextRunner server = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void durationWhenNotSetThenFourHours() {
        server.run(started -> assertThat(
                        started.getBean(BreakGlassProperties.class).duration())
                .isEqualTo(Duration.ofHours(4)));
    }

    @Test
    void durationWhenShorterThenAsSet() {
        server.withPropertyValues("confidant.break-glass.duration=PT20M").run(started -> assertThat(
                        started.getBean(BreakGlassProperties.class).duration())
                .isEqualTo(Duration.ofMinutes(20)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT4H1S", "P1D", "PT0S", "-PT1H"})
    void durationWhenLongerThanFourHoursOrNoneThenTheServerDoesNotStart(String duration) {
        server.withPropertyValues("confidant.break-glass.duration=" + duration).run(failed -> assertThat(failed)
                .getFailure()
                .rootCause()
                .hasMessage("confidant.break-glass.duration is more than nothing and at most PT4H."));
    }
}
