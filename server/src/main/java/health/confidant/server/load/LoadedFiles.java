package health.confidant.server.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which files a server has, by their SHA-256, in a file beside the folder, so that an interrupted load goes on; and in
 * another the one that is being sent.
 */
final class LoadedFiles {
    private final Path state;
    private final Path sending;
    private final URI base;
    private final Set<String> lines = new HashSet<>();
    private final String underWay;
    private final Instant since;

    LoadedFiles(Path folder, URI base) {
        Path absolute = folder.toAbsolutePath().normalize();
        this.state = absolute.resolveSibling(absolute.getFileName() + ".loaded");
        this.sending = absolute.resolveSibling(absolute.getFileName() + ".sending");
        this.base = base;
        try {
            if (Files.exists(state)) {
                lines.addAll(Files.readAllLines(state));
            }
            boolean killed = Files.exists(sending);
            underWay = killed ? Files.readString(sending) : "";
            since = killed ? Files.getLastModifiedTime(sending).toInstant() : Instant.EPOCH;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(byte[] content) {
        return lines.contains(line(content));
    }

    /** Remembers the file. Called after the server has committed it. */
    void add(byte[] content) {
        String line = line(content);
        if (lines.add(line)) {
            try {
                Files.writeString(state, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** When an earlier run began to send this file, if it was killed before the server answered. */
    Optional<Instant> interrupted(byte[] content) {
        return underWay.equals(line(content)) ? Optional.of(since) : Optional.empty();
    }

    /** Runs the sending of a file; a process that is killed meanwhile leaves its mark. */
    <T> T marked(byte[] content, Supplier<T> send) {
        try {
            Files.writeString(sending, line(content));
            try {
                return send.get();
            } finally {
                Files.delete(sending);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)) + " " + base;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
