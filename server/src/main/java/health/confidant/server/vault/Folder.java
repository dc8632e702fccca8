package health.confidant.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Sealed parts as files. A part is on the disk before it is said to be. */
final class Folder implements PartStore {
    private static final int UUID_LENGTH = 36;

    private final Path directory;

    Folder(Path directory) {
        this.directory = directory;
    }

    @Override
    public Path draft() throws IOException {
        Path drafts = directory.resolve("drafts");
        make(drafts);
        return Files.createTempFile(
                drafts,
                "part",
                ".sealed",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Override
    public void keep(Path draft, UUID blob, String hash) throws IOException {
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

    @Override
    public InputStream read(UUID blob, String hash) throws IOException {
        return Files.newInputStream(directory.resolve(blob.toString()).resolve(hash));
    }

    @Override
    public void remove(UUID blob) throws IOException {
        Path home = directory.resolve(blob.toString());
        if (Files.exists(home)) {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public List<UUID> blobs(Instant before) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        List<UUID> blobs = new ArrayList<>();
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(directory, "?".repeat(UUID_LENGTH))) {
            for (Path home : homes) {
                if (Files.getLastModifiedTime(home).toInstant().isBefore(before)) {
                    blobs.add(UUID.fromString(home.getFileName().toString()));
                }
            }
        }
        return blobs;
    }

    private static void make(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
