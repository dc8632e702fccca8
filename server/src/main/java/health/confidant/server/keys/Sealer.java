package health.confidant.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;

/**
 * Seals text with an owner's key and opens it again in the same place only.
 *
 * <p>A sealed text reads {@code s1.117-record-2.BASE64}: the format, the key, and nonce, ciphertext and tag. What is
 * sealed with is also authenticated, so a text cannot be given to another key; {@code place} is authenticated and not
 * stored, so it cannot be moved to another row. Text is deflated first: ciphertext does not compress, and PostgreSQL
 * compressed the plain text.
 */
public final class Sealer {
    private static final String FORMAT = "s1.";

    private final DataKeys keys;

    public Sealer(DataKeys keys) {
        this.keys = keys;
    }

    /**
     * @param owner key in {@code confidant.owner}; 0 with {@link KeyClass#SERVICE}
     * @param place what the text belongs to, such as table, row and version; the same is asked for on opening
     * @throws KeyException.Destroyed when the owner was shredded
     */
    public String seal(int owner, KeyClass kind, String place, String text) {
        DataKey key = keys.writing(owner, kind);
        try {
            byte[] sealed = Gcm.seal(
                    key.key(), Deflate.deflate(text.getBytes(StandardCharsets.UTF_8)), key.ref() + "|" + place);
            return FORMAT + key.ref() + "."
                    + Base64.getEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param owner who the text must belong to
     * @throws KeyException.Broken when it is no sealed text, of another owner or place, or was changed
     * @throws KeyException.Destroyed when the owner was shredded
     */
    public String open(int owner, KeyClass kind, String place, String sealed) {
        KeyRef ref = reference(sealed)
                .filter(key -> key.owner() == owner && key.kind() == kind)
                .orElseThrow(() -> new KeyException.Broken("What is stored was not sealed for this owner."));
        DataKey key = keys.reading(ref);
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(sealed.lastIndexOf('.') + 1));
            return new String(Deflate.inflate(Gcm.open(key.key(), bytes, ref + "|" + place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException | DataFormatException e) {
            throw new KeyException.Broken("What is stored does not match its seal.");
        }
    }

    /** The key that sealed it, or nothing when it is not sealed. */
    public static Optional<KeyRef> reference(String sealed) {
        int end = sealed.indexOf('.', FORMAT.length());
        return sealed.startsWith(FORMAT) && end > 0
                ? KeyRef.parse(sealed.substring(FORMAT.length(), end))
                : Optional.empty();
    }
}
