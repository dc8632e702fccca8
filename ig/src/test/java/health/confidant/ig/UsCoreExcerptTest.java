package health.confidant.ig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The excerpt of US Core is what was taken from the package, and where that is at hand, what is taken from it again. */
class UsCoreExcerptTest {
    private static final String SHA_256 = "07efbca38810ccd5229e5c8d7713e873d46f4cb0e2ff3d7b0cd9f91438246a57";

    @Test
    void excerptIsTheOneThatWasTaken() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String line : UsCore.excerpt()) {
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(SHA_256);
        Optional<List<String>> published = UsCore.published();
        if (published.isPresent()) {
            List<String> taken = UsCore.excerptOf(published.get());
            Path again = Path.of("target", UsCore.EXCERPT.getFileName().toString());
            write(taken, again);
            assertThat(UsCore.excerpt())
                    .as("When the difference is meant, copy ig/" + again + " there and pin its hash.")
                    .isEqualTo(taken);
        }
    }

    /** Profiles and extensions; of the value sets those of HL7's own codes. */
    @Test
    void excerptHasWhatTheExamplesAreHeldAgainst() throws IOException {
        assertThat(UsCore.excerpt())
                .hasSizeGreaterThan(70)
                .anyMatch(line -> line.contains("\"id\":\"us-core-patient\""))
                .noneMatch(line -> line.startsWith("{\"resourceType\":\"ValueSet\"") && line.contains("snomed"));
    }

    private static void write(List<String> lines, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
