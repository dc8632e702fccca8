package health.confidant.server.journal;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param checkpoints file that every checkpoint is appended to; empty means {@code journal-checkpoints.txt} beside the
 *     keys. Better: on another machine, or where nobody can overwrite it
 */
@ConfigurationProperties("confidant.journal")
record JournalProperties(@DefaultValue("") String checkpoints) {
    Path checkpointFile(Path keys) {
        return checkpoints.isBlank() ? keys.resolve("journal-checkpoints.txt") : Path.of(checkpoints);
    }
}
