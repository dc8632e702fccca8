package health.confidant.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreachedPasswordsTest {
    @TempDir
    private Path directory;

    @Test
    void knowsTheCommonOnesAndTheEasyOnes() {
        BreachedPasswords breached = new BreachedPasswords(Optional.empty());
        assertThat(breached.contains("password", "kim")).isTrue();
        assertThat(breached.contains("PassWord", "kim")).isTrue();
        assertThat(breached.contains("kimkimkimkim", "kim")).isTrue();
        assertThat(breached.contains("lantern-orchid-68-velvet", "kim")).isFalse();
    }

    @Test
    void findsEveryLineOfTheOperatorsFileAndNoOther() throws Exception {
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            listed.add("harbor-candle-" + i + "-velvet-plum");
        }
        List<String> lines = listed.stream()
                .map(password -> sha1(password) + ":" + password.length())
                .sorted()
                .toList();
        Path file = Files.write(directory.resolve("pwned.txt"), lines);
        BreachedPasswords breached = new BreachedPasswords(Optional.of(file));
        assertThat(listed).allMatch(password -> breached.contains(password, "kim"));
        for (int i = 500; i < 1000; i++) {
            assertThat(breached.contains("harbor-candle-" + i + "-velvet-plum", "kim"))
                    .isFalse();
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
