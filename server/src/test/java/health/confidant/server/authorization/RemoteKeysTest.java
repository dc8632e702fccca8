package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteKeysTest {
    private static final URI URI_OF_KEYS = URI.create("https://app.example/keys");

    private Instant now = Instant.parse("2026-11-26T00:00:00Z");
    private String published = keys("one");
    private Duration age = Duration.ofMinutes(10);
    private final AtomicInteger fetched = new AtomicInteger();
    private final RemoteKeys keys = new RemoteKeys(
            uri -> {
                fetched.incrementAndGet();
                return new RemoteKeys.Answer(published, age);
            },
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
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

    private static String keys(String id) {
        try {
            return new JWKSet(
                            new ECKeyGenerator(Curve.P_384).keyID(id).generate().toPublicJWK())
                    .toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsASetAsLongAsItsServerSays() {
        keys.at(URI_OF_KEYS, "one");
        now = now.plus(Duration.ofMinutes(9));
        keys.at(URI_OF_KEYS, "one");
        assertThat(fetched).hasValue(1);
        now = now.plus(Duration.ofMinutes(2));
        keys.at(URI_OF_KEYS, "one");
        assertThat(fetched).hasValue(2);
    }

    @Test
    void fetchesAgainForAnUnknownKeyButNotForEveryForgedOne() {
        keys.at(URI_OF_KEYS, "one");
        published = keys("two");
        now = now.plus(Duration.ofMinutes(2));
        assertThat(keys.at(URI_OF_KEYS, "two").getKeyByKeyId("two")).isNotNull();
        for (int i = 0; i < 100; i++) {
            keys.at(URI_OF_KEYS, "forged" + i);
        }
        assertThat(fetched).hasValue(2);
    }

    @Test
    void keepsNoSetForLongerThanADayOrShorterThanAMinute() {
        age = Duration.ofDays(3650);
        keys.at(URI_OF_KEYS, "one");
        now = now.plus(Duration.ofHours(25));
        keys.at(URI_OF_KEYS, "one");
        assertThat(fetched).hasValue(2);
        age = Duration.ZERO;
        now = now.plus(Duration.ofHours(25));
        keys.at(URI_OF_KEYS, "one");
        now = now.plusSeconds(30);
        keys.at(URI_OF_KEYS, "one");
        assertThat(fetched).hasValue(3);
    }

    @Test
    void whatIsNoKeySetProvesNothing() {
        published = "{\"keys\":[]}";
        assertThatThrownBy(() -> keys.at(URI_OF_KEYS, "one")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCouldNotBeFetchedIsAskedForOnceAMinute() {
        published = "not JSON";
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> keys.at(URI_OF_KEYS, "one")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(fetched).hasValue(1);
        published = keys("one");
        now = now.plus(Duration.ofMinutes(1));
        assertThat(keys.at(URI_OF_KEYS, "one").getKeyByKeyId("one")).isNotNull();
        now = now.plus(Duration.ofHours(1));
        published = "not JSON";
        assertThatThrownBy(() -> keys.at(URI_OF_KEYS, "one")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example/keys",
                "https://127.0.0.1/keys",
                "https://localhost/keys",
                "https://[::1]/keys",
                "https://10.1.2.3/keys",
                "https://192.168.0.1/keys",
                "https://172.16.9.9/keys",
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/keys",
                "https://100.64.0.1/keys",
                "https://[fc00::1]/keys",
                "https://[::ffff:127.0.0.1]/keys",
                "https://user:secret@app.example/keys",
                "file:///etc/passwd"
            })
    void neverAsksThisMachineItsNetworkOrACloudsMetadata(String uri) {
        assertThatThrownBy(() -> PublicAddress.check(URI.create(uri))).isInstanceOf(IOException.class);
    }

    @Test
    void asksPublicAddresses() throws Exception {
        assertThat(PublicAddress.open(InetAddress.getByName("93.184.216.34"))).isTrue();
        assertThat(PublicAddress.open(InetAddress.getByName("2606:2800:220:1::1")))
                .isTrue();
    }
}
