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
import java.util.Set;

/**
 * The RSA key that signs every token, made at the first start and kept in a file that only its owner can read.
 *
 * <p>A key that somebody else could read is refused: whoever holds it can be anybody. Two nodes that start at once on one
 * directory agree on the key of the faster one.
 */
final class SigningKey {
    private static final int BITS = 3072;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private SigningKey() {}

    static RSAKey in(Path directory) {
        try {
            if (Files.notExists(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
            }
            Path file = directory.resolve("token-signing.jwk");
            if (Files.notExists(file)) {
                make(directory, file);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key cannot be read or made; check the directory of keys", e);
        }
    }

    private static void make(Path directory, Path file) throws IOException {
        Path draft = Files.createTempFile(directory, "draft", ".jwk", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            Files.writeString(draft, generate().toJSONString());
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster; its key is the key.
        } finally {
            Files.delete(draft);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
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
