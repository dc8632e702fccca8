package health.confidant.server.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The RSA keys that sign tokens, each in a file that only its owner can read; the first is made at the first start.
 *
 * <p>A key that somebody else could read is refused: whoever holds it can be anybody. A file is named after the day it
 * was made on, so that two nodes that make one at once on one directory agree on the key of the faster one.
 */
final class SigningKey {
    private static final int BITS = 3072;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    /** The name of the first key, before keys were replaced. */
    private static final String FIRST = "token-signing.jwk";

    private SigningKey() {}

    /** Every key of the directory, newest first; at least one. */
    static List<RSAKey> in(Path directory, Instant now) {
        try {
            if (Files.notExists(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
            }
            if (files(directory).isEmpty()) {
                make(directory, directory.resolve(FIRST), now);
            }
            List<RSAKey> keys = new ArrayList<>();
            for (Path file : files(directory)) {
                keys.add(read(file));
            }
            keys.sort(Comparator.comparing(SigningKey::made).reversed());
            return List.copyOf(keys);
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key cannot be read or made; check the directory of keys", e);
        }
    }

    /** Adds a key, which is the newest from now on. */
    static void make(Path directory, Instant now) {
        try {
            make(directory, directory.resolve("token-signing-" + now.toString().substring(0, 10) + ".jwk"), now);
        } catch (IOException e) {
            throw new UncheckedIOException("A signing key cannot be made; check the directory of keys", e);
        }
    }

    /** Deletes each key whose successor was made before that instant: nothing that it signed is alive. */
    static void retire(Path directory, List<RSAKey> newestFirst, Instant before) {
        try {
            for (int i = 1; i < newestFirst.size(); i++) {
                if (made(newestFirst.get(i - 1)).isBefore(before)) {
                    delete(directory, newestFirst.get(i).getKeyID());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An old signing key cannot be deleted", e);
        }
    }

    static Instant made(RSAKey key) {
        return Optional.ofNullable(key.getIssueTime()).map(Date::toInstant).orElse(Instant.EPOCH);
    }

    private static void delete(Path directory, String id) throws IOException {
        for (Path file : files(directory)) {
            if (read(file).getKeyID().equals(id)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("token-signing.*\\.jwk"))
                    .toList();
        }
    }

    private static void make(Path directory, Path file, Instant now) throws IOException {
        Path draft = Files.createTempFile(directory, "draft", ".jwk", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            Files.writeString(draft, generate(now).toJSONString());
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster; its key is the key.
        } finally {
            Files.delete(draft);
        }
    }

    private static RSAKey generate(Instant now) {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .issueTime(Date.from(now))
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform makes RSA keys", e);
        }
    }

    private static RSAKey read(Path file) throws IOException {
        if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException("Others may read the signing key; make a new one with mode 0600");
        }
        try {
            RSAKey key = RSAKey.parse(Files.readString(file));
            if (!key.isPrivate()) {
                throw new IllegalStateException("The signing key has no private part");
            }
            return key;
        } catch (ParseException e) {
            // The cause may quote the file.
            throw new IllegalStateException("The signing key is damaged");
        }
    }
}
