package health.confidant.server.journal;

import health.confidant.audit.SignedCheckpoint;
import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The witness: every checkpoint, appended to a file that the database cannot reach. Copy it elsewhere, for example with
 * a job or by mounting a write-once directory: whoever has it can tell whether the journal was rolled back.
 */
public final class CheckpointFile {
    private final Path file;

    public CheckpointFile(Path file) {
        this.file = file;
    }

    /** Durable when this returns. */
    void append(SignedCheckpoint signed) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap((signed.text() + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(false);
        }
    }

    /** The last whole one of this origin; a last line that was being written when the power failed is no checkpoint. */
    Optional<SignedCheckpoint> last(String origin) {
        SignedCheckpoint last = null;
        for (SignedCheckpoint signed : all()) {
            if (signed.checkpoint().origin().equals(origin)) {
                last = signed;
            }
        }
        return Optional.ofNullable(last);
    }

    /** @throws StartRefused when the file cannot be read or has something else in it */
    public List<SignedCheckpoint> all() {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new StartRefused("The file of checkpoints " + file.getFileName() + " cannot be read.", e);
        }
        List<SignedCheckpoint> all = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i + 7 < lines.length; i += 7) {
            try {
                all.add(SignedCheckpoint.parse(String.join("\n", List.of(lines).subList(i, i + 6)) + "\n"));
            } catch (IllegalArgumentException e) {
                throw new StartRefused("The file of checkpoints is damaged at line " + (i + 1) + ".", e);
            }
        }
        return all;
    }
}
