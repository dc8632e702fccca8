package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private static final JWKSelector ALL = new JWKSelector(new JWKMatcher.Builder().build());

    @TempDir
    private Path directory;

    @Test
    void isMadeOnceAndReadableByItsOwnerAlone() throws Exception {
        Path keys = directory.resolve("keys");
        String first = SigningKey.in(keys, NOW).get(0).getKeyID();
        assertThat(SigningKey.in(keys, NOW).get(0).getKeyID()).isEqualTo(first);
        assertThat(mode(keys)).isEqualTo("rwx------");
        assertThat(mode(keys.resolve("token-signing.jwk"))).isEqualTo("rw-------");
        try (var files = Files.list(keys)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isRefusedWhenOthersCouldReadIt() throws Exception {
        SigningKey.in(directory, NOW);
        Path file = directory.resolve("token-signing.jwk");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> SigningKey.in(directory, NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDamagedKeyIsNotQuoted() throws Exception {
        SigningKey.in(directory, NOW);
        Files.writeString(directory.resolve("token-signing.jwk"), "{\"d\":\"secret\"");
        assertThatThrownBy(() -> SigningKey.in(directory, NOW)).hasNoCause().hasMessageNotContaining("secret");
    }

    @Test
    void anOldKeyIsReplacedAndPublishedUntilNothingThatItSignedIsAlive() {
        String first = SigningKey.in(directory, NOW).get(0).getKeyID();
        Instant later = NOW.plus(SigningKeys.LIFE).plus(Duration.ofHours(1));
        SigningKeys keys = at(later);
        List<JWK> published = keys.get(ALL, null);
        assertThat(published).hasSize(2).extracting(JWK::getKeyID).contains(first);
        assertThat(keys.signing(published).getKeyID()).isEqualTo(first);
        SigningKeys soon = at(later.plus(Duration.ofMinutes(10)));
        assertThat(soon.signing(soon.get(ALL, null)).getKeyID()).isNotEqualTo(first);
        SigningKeys afterwards = at(later.plus(Duration.ofDays(2)));
        assertThat(afterwards.get(ALL, null))
                .hasSize(1)
                .extracting(JWK::getKeyID)
                .doesNotContain(first);
    }

    private SigningKeys at(Instant now) {
        return new SigningKeys(directory, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
