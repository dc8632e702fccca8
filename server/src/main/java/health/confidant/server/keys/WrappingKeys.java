package health.confidant.server.keys;

import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Opens the wrapping key that the configuration names. */
final class WrappingKeys {
    private WrappingKeys() {}

    /**
     * @param demo whether a passphrase may be made, and kept beside the file that it opens
     * @throws StartRefused when the key does not open
     */
    static WrappingKey open(WrappingProperties properties, Path keys, boolean demo) {
        return switch (properties.provider()) {
            case PKCS12 ->
                new Pkcs12WrappingKey(
                        keys.resolve("wrapping.p12"),
                        passphrase(properties, keys.resolve("wrapping.passphrase"), demo)
                                .toCharArray());
            case PKCS11 -> {
                require(properties.library() != null, "CONFIDANT_WRAPPING_LIBRARY");
                require(!properties.passphrase().isBlank(), "CONFIDANT_WRAPPING_PASSPHRASE (the user PIN)");
                yield new Pkcs11WrappingKey(
                        properties.library(),
                        properties.slot(),
                        properties.passphrase().toCharArray());
            }
            case VAULT -> {
                require(properties.address() != null, "CONFIDANT_WRAPPING_ADDRESS");
                require(!properties.passphrase().isBlank(), "CONFIDANT_WRAPPING_PASSPHRASE (the token)");
                yield new VaultWrappingKey(properties.address(), properties.key(), properties.passphrase());
            }
        };
    }

    private static String passphrase(WrappingProperties properties, Path file, boolean demo) {
        if (!properties.passphrase().isBlank()) {
            return properties.passphrase();
        }
        if (!demo) {
            throw new StartRefused("No passphrase for the wrapping key. Set CONFIDANT_WRAPPING_PASSPHRASE, or choose"
                    + " CONFIDANT_WRAPPING_PROVIDER. Only the demo makes one by itself.");
        }
        try {
            OwnerFiles.directory(file.getParent());
            if (Files.notExists(file)) {
                OwnerFiles.create(file, HexFormat.of().formatHex(Gcm.random(24)).getBytes(StandardCharsets.US_ASCII));
            }
            if (!OwnerFiles.isPrivate(file)) {
                throw new StartRefused("Others may read " + file + ". Set its mode to 0600.");
            }
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new StartRefused(
                    "The key store in " + file.getParent() + " cannot be read or made ("
                            + e.getClass().getSimpleName() + "). Is the disk full, or the directory not writable?",
                    e);
        }
    }

    private static void require(boolean given, String key) {
        if (!given) {
            throw new StartRefused("The wrapping key's provider needs " + key + ".");
        }
    }
}
