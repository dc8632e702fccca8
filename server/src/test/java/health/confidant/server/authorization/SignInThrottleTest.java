package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private static TestServer server;

    private final HandClock clock = new HandClock();
    private final SignInThrottle throttle = new SignInThrottle(server.database, clock);
    private final String login = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.get();
    }

    @Test
    void pausesAfterFiveTriesAndEndsThePause() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.admits(login, address())).isTrue();
        }
        assertThat(throttle.admits(login, address())).isFalse();
        clock.pass(Duration.ofSeconds(2));
        assertThat(throttle.admits(login, address())).isTrue();
        assertThat(throttle.admits(login, address())).isFalse();
    }

    @Test
    void noPauseIsLongerThanFifteenMinutesHoweverOftenSomebodyTries() {
        for (int i = 0; i < 40; i++) {
            throttle.admits(login, address());
            clock.pass(Duration.ofMinutes(1));
        }
        clock.pass(Duration.ofMinutes(15));
        assertThat(throttle.admits(login, address())).isTrue();
    }

    @Test
    void aStrangerDoesNotLockTheOwnerOut() {
        assertThat(throttle.admits(login, "home " + login)).isTrue();
        throttle.succeeded(login, "home " + login);
        boolean admitted = true;
        for (int i = 0; i < 100; i++) {
            admitted = throttle.admits(login, "botnet " + login + i);
        }
        assertThat(admitted).isFalse();
        assertThat(throttle.admits(login, "home " + login)).isTrue();
    }

    @Test
    void oneAddressCannotTryEveryLogin() {
        int admitted = 0;
        for (int i = 0; i < 80; i++) {
            admitted += throttle.admits(login + i, address()) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(50);
    }

    @Test
    void peopleBehindOneAddressWhoKnowTheirPasswordsAreNotSlowed() {
        for (int i = 0; i < 80; i++) {
            assertThat(throttle.admits(login + i, address())).isTrue();
            throttle.succeeded(login + i, address());
        }
    }

    @Test
    void parallelGuessesDoNotSlipPast() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> guess = () -> throttle.admits(login, address());
            int admitted = 0;
            for (var answer : threads.invokeAll(Collections.nCopies(40, guess))) {
                admitted += answer.get() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(5);
        } finally {
            threads.shutdown();
        }
    }

    private String address() {
        return "address of " + login;
    }

    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-25T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
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
}
