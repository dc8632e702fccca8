package health.confidant.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Against SoftHSM 2 of Debian's package {@code softhsm2}, which Maven's profile {@code softhsm} says is installed; then
 * a machine without it is a failure.
 */
class SoftHsmTest {
    private static final String PIN = "98765432";
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"));

    private static Path library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst().orElseThrow();
    }

    /** The library reads SOFTHSM2_CONF once in a process, so one token serves every test; the profile sets it. */
    private static void token() throws IOException, InterruptedException {
        Path config = Path.of(System.getenv("SOFTHSM2_CONF"));
        Path tokens = config.resolveSibling("softhsm-tokens");
        Files.createDirectories(tokens);
        Files.writeString(
                config, "directories.tokendir = " + tokens.toAbsolutePath() + "\nobjectstore.backend = file\n");
        try (Stream<Path> present = Files.list(tokens)) {
            if (present.findAny().isPresent()) {
                return;
            }
        }
        Process made = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "confidant",
                        "--pin",
                        PIN,
                        "--so-pin",
                        PIN)
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
    }

    @Test
    void tokenKeepsTheContractAndItsKeysNeverLeaveIt() throws Exception {
        token();
        KeyStand stand = new KeyStand();
        assertThatThrownBy(() -> WrappingKeys.open(properties("11111111"), stand.directory, false))
                .isInstanceOf(StartRefused.class);
        WrappingKey key = WrappingKeys.open(properties(PIN), stand.directory, false);
        WrappingKeysTest.keepsTheContract(key);
        DataKeys keys = stand.open(key);
        String sealed = new Sealer(keys).seal(7, KeyClass.RECORD, "p", "text");
        assertThat(keys.rotateWrapping()).isEqualTo(1);
        DataKeys again = stand.open(WrappingKeys.open(properties(PIN), stand.directory, false));
        assertThat(new Sealer(again).open(7, KeyClass.RECORD, "p", sealed)).isEqualTo("text");
    }

    private static WrappingProperties properties(String pin) {
        return new WrappingProperties(WrappingProperties.Provider.PKCS11, pin, library(), 0, null, "confidant");
    }
}
