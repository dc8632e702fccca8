package health.confidant.server.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Verifies the same string once a minute at most: its signature and claims do not change, only the time does, which is
 * looked at each time. Whether the grant is in force is not this class's question, and is asked at each request.
 */
final class KeptTokens implements JwtDecoder {
    private static final int TOKENS = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<ByteBuffer, Jwt> kept =
            Caffeine.newBuilder().maximumSize(TOKENS).expireAfterWrite(KEPT).build();

    KeptTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    /** Keeps what the decoder lets pass; what it refuses is asked anew. */
    @Override
    public Jwt decode(String token) {
        ByteBuffer key = ByteBuffer.wrap(Fingerprint.of(token));
        Jwt jwt = kept.getIfPresent(key);
        if (jwt == null || !clock.instant().isBefore(jwt.getExpiresAt())) {
            jwt = decoder.decode(token);
            kept.put(key, jwt);
        }
        return jwt;
    }
}
