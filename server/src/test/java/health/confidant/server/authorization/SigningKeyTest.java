package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    private Path directory;

    @Test
    void isMadeOnceAndReadableByItsOwnerAlone() throws Exception {
        Path keys = directory.resolve("keys");
        String first = SigningKey.in(keys).getKeyID();
        assertThat(SigningKey.in(keys).getKeyID()).isEqualTo(first);
        assertThat(mode(keys)).isEqualTo("rwx------");
        assertThat(mode(keys.resolve("token-signing.jwk"))).isEqualTo("rw-------");
        try (var files = Files.list(keys)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isRefusedWhenOthersCouldReadIt() throws Exception {
        SigningKey.in(directory);
        Path file = directory.resolve("token-signing.jwk");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> SigningKey.in(directory)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDamagedKeyIsNotQuoted() throws Exception {
        SigningKey.in(directory);
        Files.writeString(directory.resolve("token-signing.jwk"), "{\"d\":\"secret\"");
        assertThatThrownBy(() -> SigningKey.in(directory)).hasNoCause().hasMessageNotContaining("secret");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
