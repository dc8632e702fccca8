package health.confidant.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.Checkpoint;
import health.confidant.audit.CheckpointSigner;
import health.confidant.audit.Frontier;
import health.confidant.audit.SignedCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
    @TempDir
    Path directory;

    @Test
    void lastIsTheLastWholeOneOfItsOrigin() throws Exception {
        Path path = directory.resolve("checkpoints");
        CheckpointFile file = new CheckpointFile(path);
        assertThat(file.all()).isEmpty();
        assertThat(file.last("log/1")).isEmpty();
        SignedCheckpoint first = signed("log/1", 1);
        SignedCheckpoint other = signed("log/2", 1);
        file.append(first);
        file.append(other);
        assertThat(file.last("log/1").orElseThrow().text()).isEqualTo(first.text());
        // The power fails in the middle of a note, and the node goes on.
        String torn = signed("log/1", 2).text();
        Files.writeString(path, torn.substring(0, torn.length() / 2), StandardOpenOption.APPEND);
        assertThat(file.last("log/1").orElseThrow().text()).isEqualTo(first.text());
        SignedCheckpoint next = signed("log/1", 3);
        Files.writeString(path, "\n", StandardOpenOption.APPEND);
        file.append(next);
        assertThat(file.last("log/1").orElseThrow().text()).isEqualTo(next.text());
        assertThat(file.all()).hasSize(3);
    }

    private static SignedCheckpoint signed(String origin, long size) throws Exception {
        CheckpointSigner signer = new CheckpointSigner(
                origin, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        return signer.sign(new Checkpoint(origin, size, new Frontier().root(), Instant.EPOCH));
    }
}
