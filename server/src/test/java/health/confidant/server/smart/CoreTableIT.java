package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's table of US Core says what the server does, no more and no less. */
class CoreTableIT {
    private static final Path COMMITTED = Path.of("..", "ig", "input", "us-core.table");
    private static final Path MEASURED = Path.of("target", "us-core.table");

    @Test
    void theGuidesTableIsWhatIsMeasured() throws IOException {
        String measured = new CoreTable(new Probe(TestServer.shared())).measured();
        Files.writeString(MEASURED, measured);
        assertThat(COMMITTED)
                .as("When the difference is meant, copy server/" + MEASURED + " there.")
                .exists()
                .content()
                .isEqualTo(measured);
    }
}
