package health.confidant.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class WrappingKeysTest {
    private final KeyStand stand = new KeyStand();

    private static WrappingProperties pkcs12(String passphrase) {
        return new WrappingProperties(WrappingProperties.Provider.PKCS12, passphrase, null, 0, null, "confidant");
    }

    private static WrappingProperties vault(URI address, String token) {
        return new WrappingProperties(WrappingProperties.Provider.VAULT, token, null, 0, address, "confidant");
    }

    /** What every provider must do. */
    static void keepsTheContract(WrappingKey key) {
        byte[] secret = Gcm.random(32);
        WrappingKey.Wrapped wrapped = key.wrap(secret, "7-record-1");
        assertThat(wrapped.version()).isEqualTo(key.current()).doesNotContain(" ");
        assertThat(key.unwrap(wrapped, "7-record-1")).isEqualTo(secret);
        assertThatThrownBy(() -> key.unwrap(wrapped, "8-record-1")).isInstanceOf(KeyException.class);
        key.rotate();
        assertThat(key.current()).isNotEqualTo(wrapped.version());
        assertThat(key.unwrap(wrapped, "7-record-1")).isEqualTo(secret);
        WrappingKey.Wrapped again = key.wrap(secret, "7-record-1");
        key.retire();
        assertThat(key.unwrap(again, "7-record-1")).isEqualTo(secret);
        assertThatThrownBy(() -> key.unwrap(wrapped, "7-record-1")).isInstanceOf(KeyException.class);
    }

    @Test
    void fileKeepsTheContract() {
        keepsTheContract(stand.wrapping());
    }

    @Test
    void vaultKeepsTheContract() throws IOException {
        try (TransitStand transit = new TransitStand()) {
            keepsTheContract(WrappingKeys.open(vault(transit.address(), TransitStand.TOKEN), stand.directory, false));
        }
    }

    @Test
    void dataKeysWorkWithVaultAndOutliveItsRotation() throws IOException {
        try (TransitStand transit = new TransitStand()) {
            DataKeys keys = stand.open(new VaultWrappingKey(transit.address(), "confidant", TransitStand.TOKEN));
            String sealed = new Sealer(keys).seal(7, KeyClass.RECORD, "p", "text");
            assertThat(keys.rotateWrapping()).isEqualTo(1);
            DataKeys other = stand.open(new VaultWrappingKey(transit.address(), "confidant", TransitStand.TOKEN));
            assertThat(new Sealer(other).open(7, KeyClass.RECORD, "p", sealed)).isEqualTo("text");
        }
    }

    @Test
    void vaultThatRefusesOrIsAwayStopsTheStart() throws IOException {
        try (TransitStand transit = new TransitStand()) {
            assertThatThrownBy(() -> WrappingKeys.open(vault(transit.address(), "wrong"), stand.directory, false))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("403");
        }
        assertThatThrownBy(
                        () -> WrappingKeys.open(vault(URI.create("http://127.0.0.1:1"), "t"), stand.directory, false))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void fileThatOthersMayReadIsRefused() throws IOException {
        stand.wrapping();
        Path file = stand.directory.resolve("wrapping.p12");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(stand::wrapping).isInstanceOf(StartRefused.class).hasMessageContaining("0600");
    }

    @Test
    void wrongPassphraseStopsTheStart() {
        stand.wrapping();
        assertThatThrownBy(() -> WrappingKeys.open(pkcs12("wrong"), stand.directory, false))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void onlyTheDemoMakesAPassphrase() {
        assertThatThrownBy(() -> WrappingKeys.open(pkcs12(""), stand.directory, false))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("CONFIDANT_WRAPPING_PASSPHRASE");
        WrappingKey first = WrappingKeys.open(pkcs12(""), stand.directory, true);
        WrappingKey second = WrappingKeys.open(pkcs12(""), stand.directory, true);
        WrappingKey.Wrapped wrapped = first.wrap(new byte[32], "c");
        assertThat(second.unwrap(wrapped, "c")).isEqualTo(new byte[32]);
    }

    @Test
    void tokenWithoutALibraryIsRefused() {
        assertThatThrownBy(() -> WrappingKeys.open(
                        new WrappingProperties(WrappingProperties.Provider.PKCS11, "1234", null, 0, null, "c"),
                        stand.directory,
                        false))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("CONFIDANT_WRAPPING_LIBRARY");
    }
}
