package health.confidant.server.authorization;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The keys that sign tokens: the newest signs once every node has seen it, the ones before it are published until the last token that they signed
 * has expired (OpenID Connect Core 1.0, section 10.1.1). A key is replaced when it is {@link #LIFE} old, at the hour when
 * somebody looks, by whichever node looks first; every node reads the directory again once a minute.
 */
final class SigningKeys implements JWKSource<SecurityContext> {
    static final Duration LIFE = Duration.ofDays(90);
    private static final Duration PUBLISHED_AFTER = Duration.ofDays(1);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final Duration SEEN = Duration.ofMinutes(5);

    private final Path directory;
    private final Clock clock;
    private volatile List<RSAKey> keys;
    private volatile Instant looked;

    SigningKeys(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        look();
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        if (clock.instant().isAfter(looked.plus(LOOK_AGAIN))) {
            look();
        }
        return selector.select(new JWKSet(List.copyOf(keys)));
    }

    /** The newest of those that every node has seen by now. */
    JWK signing(List<JWK> fitting) {
        Instant seen = clock.instant().minus(SEEN);
        return fitting.stream()
                .filter(key -> SigningKey.made(key.toRSAKey()).isBefore(seen))
                .findFirst()
                .orElse(fitting.get(fitting.size() - 1));
    }

    private synchronized void look() {
        Instant now = clock.instant();
        List<RSAKey> found = SigningKey.in(directory, now);
        if (SigningKey.made(found.get(0)).isBefore(now.minus(LIFE))) {
            SigningKey.make(directory, now);
            found = SigningKey.in(directory, now);
        }
        SigningKey.retire(directory, found, now.minus(PUBLISHED_AFTER));
        keys = SigningKey.in(directory, now);
        looked = now;
    }
}
