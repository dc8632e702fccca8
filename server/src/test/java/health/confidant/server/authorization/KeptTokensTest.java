package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class KeptTokensTest {
    private static final Instant EXPIRES = Instant.parse("2026-06-01T00:05:00Z");

    private final List<String> verified = new ArrayList<>();
    private Instant now = EXPIRES.minusSeconds(60);
    private final KeptTokens tokens = new KeptTokens(this::verify, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private Jwt verify(String token) {
        verified.add(token);
        if (token.startsWith("forged") || !now.isBefore(EXPIRES)) {
            throw new BadJwtException("refused");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token)
                .expiresAt(EXPIRES)
                .build();
    }

    @Test
    void sameStringIsVerifiedOnceAndAnotherIsAnother() {
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("b").getSubject()).isEqualTo("b");
        assertThat(verified).containsExactly("a", "b");
    }

    @Test
    void keptTokenIsRefusedOnceItHasExpired() {
        tokens.decode("a");
        now = EXPIRES;
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void refusedStringIsRefusedAgain() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        }
        assertThat(verified).containsExactly("forged", "forged");
    }
}
