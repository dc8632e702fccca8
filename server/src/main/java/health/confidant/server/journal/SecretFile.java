package health.confidant.server.journal;

import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** A secret in a file that only its owner can read; nodes that make it at once agree on the faster one's. */
final class SecretFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private SecretFile() {}

    /** @throws StartRefused when the file cannot be read or made, or when others may read it */
    static String in(Path directory, String name, Supplier<String> fresh) {
        Path file = directory.resolve(name);
        try {
            if (Files.notExists(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
            }
            if (Files.notExists(file)) {
                make(directory, file, fresh.get());
            }
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new StartRefused("Others may read " + name + " in confidant.keys; its mode has to be 0600.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new StartRefused(name + " in confidant.keys cannot be read or made.", e);
        }
    }

    private static void make(Path directory, Path file, String text) throws IOException {
        Path draft = Files.createTempFile(directory, "draft", ".tmp", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            Files.writeString(draft, text);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster; its secret is the secret.
        } finally {
            Files.delete(draft);
        }
    }
}
