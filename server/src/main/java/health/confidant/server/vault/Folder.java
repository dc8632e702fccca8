package health.confidant.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Sealed parts as files {@code blob/hash}, so that two requests never write one file. A part is there whole or not at all, and on the disk before it is said. */
final class Folder {
    private final Path directory;

    Folder(Path directory) {
        this.directory = directory;
    }

    /** A file to seal a part into, before it has its name. */
    Path draft() throws IOException {
        Path drafts = directory.resolve("drafts");
        make(drafts);
        return Files.createTempFile(
                drafts,
                "part",
                ".sealed",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    void keep(Path draft, UUID blob, String hash) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path home = directory.resolve(blob.toString());
        make(home);
        Files.move(draft, home.resolve(hash), StandardCopyOption.ATOMIC_MOVE);
        for (Path changed : new Path[] {home, directory}) {
            try (FileChannel channel = FileChannel.open(changed, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    InputStream read(UUID blob, String hash) throws IOException {
        return Files.newInputStream(directory.resolve(blob.toString()).resolve(hash));
    }

    void remove(UUID blob) throws IOException {
        Path home = directory.resolve(blob.toString());
        if (Files.exists(home)) {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Every blob that has parts here. */
    List<UUID> blobs() throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.length() == 36)
                    .map(UUID::fromString)
                    .toList();
        }
    }

    Instant changed(UUID blob) throws IOException {
        return Files.getLastModifiedTime(directory.resolve(blob.toString())).toInstant();
    }

    private static void make(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
