package health.confidant.server.journal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which numbers were given out, and which of them were durable, in memory that outlives a killed process: what tells a
 * record that was deleted before it was sealed from one that was in flight. Not thread-safe.
 */
final class AckFile {
    /** Far more than are ever unsealed; a power of two. */
    static final int WINDOW = 1 << 20;

    private static final int HEAD = 8;

    private final MappedByteBuffer map;

    private AckFile(MappedByteBuffer map) {
        this.map = map;
    }

    static AckFile open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            return new AckFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, HEAD + WINDOW / 8));
        }
    }

    /** The first number that was never given out. */
    long issued() {
        return map.getLong(0);
    }

    void issue(long number) {
        int place = place(number);
        map.put(place, (byte) (map.get(place) & ~bit(number)));
        map.putLong(0, number + 1);
    }

    void acknowledge(long number) {
        int place = place(number);
        map.put(place, (byte) (map.get(place) | bit(number)));
    }

    /** Whether the number was durable, as far back as the window reaches. */
    boolean acknowledged(long number) {
        return number < issued() && number >= issued() - WINDOW && (map.get(place(number)) & bit(number)) != 0;
    }

    private static int place(long number) {
        return HEAD + (int) (number & (WINDOW - 1)) / 8;
    }

    private static int bit(long number) {
        return 1 << (number & 7);
    }
}
