package health.confidant.server.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The append-only log of who was shredded, outside the database: a backup that still holds the rows cannot forget it.
 * Each line carries the hash of the line before, so that none can be taken out unseen.
 */
public final class Tombstones {
    private static final String START = "0".repeat(64);

    private final Path file;

    public Tombstones(Path keys) {
        this.file = keys.resolve("tombstones.log");
    }

    /** Durable when it returns. */
    public synchronized void append(Tombstone tombstone) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock(); // Let go with the channel.
            String last = START;
            for (String line : lines()) {
                last = line.substring(line.lastIndexOf(' ') + 1);
            }
            String line = tombstone.line();
            String whole = line + " " + hash(last + line) + "\n";
            channel.position(channel.size());
            channel.write(ByteBuffer.wrap(whole.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of tombstones cannot be written", e);
        }
    }

    /** @throws KeyException when a line was changed or taken out */
    public synchronized List<Tombstone> all() {
        try {
            List<Tombstone> found = new ArrayList<>();
            String last = START;
            for (String line : lines()) {
                int space = line.lastIndexOf(' ');
                String text = line.substring(0, space);
                if (!line.substring(space + 1).equals(hash(last + text))) {
                    throw new KeyException("The log of tombstones was changed at line " + (found.size() + 1)
                            + ". Restore it from its copy.");
                }
                last = line.substring(space + 1);
                found.add(Tombstone.parse(text));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("The log of tombstones cannot be read", e);
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .filter(line -> !line.isBlank())
                        .toList()
                : List.of();
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
