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
    private static final String SIGNATURE = "\u2014 ";
    /** Lines of a note. */
    private static final int NOTE = 6;

    private final Path file;

    public CheckpointFile(Path file) {
        this.file = file;
    }

    /** Durable when this returns. */
    void append(SignedCheckpoint signed) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(("\n" + signed.text()).getBytes(StandardCharsets.UTF_8)));
            channel.force(false);
        }
    }

    /** What was being written when the power failed is no checkpoint; the next one is. */
    private static Optional<SignedCheckpoint> parse(String note) {
        try {
            return Optional.of(SignedCheckpoint.parse(note));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The last whole one of this origin. */
    Optional<SignedCheckpoint> last(String origin) {
        SignedCheckpoint last = null;
        for (SignedCheckpoint signed : all()) {
            if (signed.checkpoint().origin().equals(origin)) {
                last = signed;
            }
        }
        return Optional.ofNullable(last);
    }

    /**
     * Every whole one.
     *
     * @throws StartRefused when the file cannot be read
     */
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
        List<String> lines = List.of(text.split("\n", -1));
        for (int i = NOTE - 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(SIGNATURE)) {
                parse(String.join("\n", lines.subList(i - NOTE + 1, i + 1)) + "\n")
                        .ifPresent(all::add);
            }
        }
        return all;
    }
}
