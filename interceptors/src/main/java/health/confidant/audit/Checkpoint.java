package health.confidant.audit;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a log says of itself at one moment, in the body of C2SP tlog-checkpoint: origin, size, root, and the time as an
 * extension line.
 *
 * @param origin the name of the log, unique for each key
 * @param size how many records it holds
 * @param root over these records
 */
public record Checkpoint(String origin, long size, Hash root, Instant at) {
    private static final String TIME = "time ";

    public Checkpoint {
        if (origin.isBlank() || origin.contains("\n") || origin.contains(" ") || origin.contains("+") || size < 0) {
            throw new IllegalArgumentException("Not a checkpoint.");
        }
    }

    /** The signed text; ends in a newline. */
    public String body() {
        return origin + "\n" + size + "\n" + root.base64() + "\n" + TIME + at + "\n";
    }

    /** @throws IllegalArgumentException when it is not the body of a checkpoint, to the letter */
    public static Checkpoint parse(String body) {
        String[] lines = body.split("\n", -1);
        if (lines.length != 5 || !lines[3].startsWith(TIME) || !lines[4].isEmpty()) {
            throw new IllegalArgumentException("A checkpoint has four lines.");
        }
        try {
            Checkpoint checkpoint = new Checkpoint(
                    lines[0],
                    Long.parseLong(lines[1]),
                    Hash.parse(lines[2]),
                    Instant.parse(lines[3].substring(TIME.length())));
            if (!checkpoint.body().equals(body)) {
                throw new IllegalArgumentException("The checkpoint is not in its one form.");
            }
            return checkpoint;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The checkpoint's time is none.", e);
        }
    }
}
