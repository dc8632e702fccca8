package health.confidant.server.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The wrapped data keys, one file each, in a directory that several nodes may share. It is no part of the database and
 * of no backup of it, so that a destroyed key is in neither.
 *
 * <p>A file a key makes creation a race that one node wins (a hard link), re-wrapping an atomic rename and destruction
 * final: there is no log in which an earlier copy stays behind.
 */
final class KeyFiles {
    private static final int SHARDS = 256;

    private final Path directory;

    KeyFiles(Path keys) {
        this.directory = keys.resolve("data");
        io(() -> {
            OwnerFiles.directory(keys);
            OwnerFiles.directory(directory);
            return null;
        });
    }

    Optional<WrappingKey.Wrapped> read(KeyRef ref) {
        return io(() -> {
            try {
                String[] parts = Files.readString(file(ref), StandardCharsets.UTF_8)
                        .trim()
                        .split(" ");
                if (parts.length != 3 || !parts[0].equals("v1")) {
                    throw new KeyException("The file of key " + ref + " is damaged.");
                }
                return Optional.of(
                        new WrappingKey.Wrapped(parts[1], Base64.getDecoder().decode(parts[2])));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    /** @return whether this key is the key; false if another node made it first */
    boolean create(KeyRef ref, WrappingKey.Wrapped wrapped) {
        return io(() -> {
            OwnerFiles.directory(file(ref).getParent());
            return OwnerFiles.create(file(ref), content(wrapped));
        });
    }

    void replace(KeyRef ref, WrappingKey.Wrapped wrapped) {
        io(() -> {
            OwnerFiles.replace(file(ref), content(wrapped));
            return null;
        });
    }

    void destroy(KeyRef ref) {
        io(() -> {
            if (Files.exists(file(ref))) {
                OwnerFiles.destroy(file(ref));
            }
            return null;
        });
    }

    List<KeyRef> of(int owner) {
        return list(shard(owner)).filter(ref -> ref.owner() == owner).toList();
    }

    OptionalInt newest(int owner, KeyClass kind) {
        return of(owner).stream()
                .filter(ref -> ref.kind() == kind)
                .mapToInt(KeyRef::generation)
                .max();
    }

    List<KeyRef> all() {
        return io(() -> {
            try (Stream<Path> shards = Files.list(directory)) {
                return shards.filter(Files::isDirectory)
                        .flatMap(this::list)
                        .sorted((a, b) -> a.toString().compareTo(b.toString()))
                        .toList();
            }
        });
    }

    Set<Integer> owners() {
        return all().stream().map(KeyRef::owner).collect(Collectors.toSet());
    }

    /** Names this store, so that a database can say which one it belongs to. */
    String identity() {
        Path file = directory.resolve("identity");
        return io(() -> {
            if (Files.notExists(file)) {
                OwnerFiles.create(file, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
            }
            return Files.readString(file).trim();
        });
    }

    /** Tells other nodes to forget what they remember. */
    void announce() {
        io(() -> {
            OwnerFiles.replace(
                    directory.resolve("changed"), UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
            return null;
        });
    }

    /** Differs after every {@link #announce}. */
    String announced() {
        return io(() -> {
            try {
                return Files.readString(directory.resolve("changed"));
            } catch (NoSuchFileException e) {
                return "";
            }
        });
    }

    private Stream<KeyRef> list(Path shard) {
        return io(() -> {
                    if (Files.notExists(shard)) {
                        return List.<KeyRef>of();
                    }
                    try (Stream<Path> files = Files.list(shard)) {
                        return files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".key"))
                                .flatMap(name -> KeyRef.parse(name.substring(0, name.length() - 4)).stream())
                                .toList();
                    }
                })
                .stream();
    }

    private Path file(KeyRef ref) {
        return shard(ref.owner()).resolve(ref + ".key");
    }

    private Path shard(int owner) {
        return directory.resolve(String.format("%02x", owner % SHARDS));
    }

    private static byte[] content(WrappingKey.Wrapped wrapped) {
        return ("v1 " + wrapped.version() + " " + Base64.getEncoder().encodeToString(wrapped.bytes()) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T io(Io<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The key store cannot be read or written", e);
        }
    }

    private interface Io<T> {
        T run() throws IOException;
    }
}
