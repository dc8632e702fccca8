package health.confidant.server.journal;

import health.confidant.audit.CheckpointSigner;
import health.confidant.server.database.StartRefused;
import health.confidant.server.keys.Hmac;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signing keys of the nodes that share a directory of keys, which is outside the database that they vouch for.
 */
final class JournalKeys {
    private final Path directory;

    JournalKeys(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /**
     * The signing key of a node and the key of its MACs, which is derived from it.
     *
     * @param mac 32 bytes
     */
    record Node(CheckpointSigner signer, byte[] mac) {}

    boolean has(int slot) {
        return java.nio.file.Files.exists(directory.resolve("journal-" + slot + ".key"));
    }

    Node node(int slot) {
        String text = SecretFile.in(directory, "journal-" + slot + ".key", JournalKeys::pair);
        String[] lines = text.split("\n");
        if (lines.length != 3) {
            throw new StartRefused("journal-" + slot + ".key in confidant.keys is damaged.");
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            byte[] secret = Base64.getDecoder().decode(lines[1]);
            KeyPair pair = new KeyPair(
                    factory.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(lines[2]))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
            return new Node(new CheckpointSigner(lines[0], pair), hmac(secret, bytes("journal row")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may quote the file.
            throw new StartRefused("journal-" + slot + ".key in confidant.keys is damaged.");
        }
    }

    private static String pair() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] name = new byte[6];
            new SecureRandom().nextBytes(name);
            Base64.Encoder encoder = Base64.getEncoder();
            return "confidant/journal/" + java.util.HexFormat.of().formatHex(name) + "\n"
                    + encoder.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                    + encoder.encodeToString(pair.getPublic().getEncoded()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform makes Ed25519 keys", e);
        }
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        return Hmac.of(new SecretKeySpec(key, Hmac.NAME), parts);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
