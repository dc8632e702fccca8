package health.confidant.server.authentication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Encrypts the secrets of one-time passwords (AES-256-GCM), which the server must be able to read: who has the tables or
 * a backup has no second factor. The key lies beside the token signing key, in a file of its owner's.
 */
public final class SecretBox {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final BytesEncryptor cipher;

    private SecretBox(byte[] key) {
        cipher = new AesBytesEncryptor(
                new SecretKeySpec(key, "AES"), KeyGenerators.secureRandom(16), CipherAlgorithm.GCM);
    }

    /** @throws IllegalStateException if others could read the key, or if it is damaged */
    public static SecretBox in(Path directory) {
        Path file = directory.resolve("second-factor.key");
        try {
            Files.createDirectories(directory);
            if (Files.notExists(file)) {
                make(directory, file);
            }
            byte[] key = Files.readAllBytes(file);
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file)) || key.length != 32) {
                throw new IllegalStateException("The key of the second factors must have 32 bytes and the mode 0600");
            }
            return new SecretBox(key);
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the second factors cannot be read or made", e);
        }
    }

    /** Two nodes that start at once agree on the key of the faster one. */
    private static void make(Path directory, Path file) throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path draft = Files.createTempFile(directory, "draft", ".key", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            Files.write(draft, key);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster.
        } finally {
            Files.delete(draft);
        }
    }

    byte[] seal(byte[] secret) {
        return cipher.encrypt(secret);
    }

    byte[] open(byte[] sealed) {
        return cipher.decrypt(sealed);
    }
}
