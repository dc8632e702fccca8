package health.confidant.server.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Which files a server has, by their SHA-256, in a file beside the folder, so that an interrupted load goes on. */
final class LoadedFiles {
    private final Path state;
    private final URI base;
    private final Set<String> lines = new HashSet<>();

    LoadedFiles(Path folder, URI base) {
        Path absolute = folder.toAbsolutePath().normalize();
        this.state = absolute.resolveSibling(absolute.getFileName() + ".loaded");
        this.base = base;
        try {
            if (Files.exists(state)) {
                lines.addAll(Files.readAllLines(state));
            }
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

    private String line(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)) + " " + base;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
