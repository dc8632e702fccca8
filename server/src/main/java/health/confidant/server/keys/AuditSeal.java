package health.confidant.server.keys;

import health.confidant.audit.PayloadCipher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Seals the payloads of the audit log, each with its owner's AUDIT key, which is kept when the record is shredded and
 * destroyed when the audit's own period is over. A chain over the sealed text stays valid without the key.
 *
 * <p>Sealed are: the length of the key's name in one byte, its name, and nonce, ciphertext and tag.
 */
public final class AuditSeal implements PayloadCipher {
    private final DataKeys keys;

    public AuditSeal(DataKeys keys) {
        this.keys = keys;
    }

    @Override
    public byte[] seal(int owner, byte[] plain, byte[] context) {
        DataKey key = keys.writing(owner, KeyClass.AUDIT);
        byte[] name = key.ref().toString().getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] sealed = Gcm.seal(key.key(), plain, place(key.ref(), context));
            return ByteBuffer.allocate(1 + name.length + sealed.length)
                    .put((byte) name.length)
                    .put(name)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws KeyException.Broken when what is sealed was changed or moved */
    @Override
    public Optional<byte[]> open(int owner, byte[] sealed, byte[] context) {
        if (destroyed(owner)) {
            return Optional.empty();
        }
        int length = sealed.length == 0 ? 0 : sealed[0];
        KeyRef ref = length <= 0 || sealed.length <= 1 + length ? null : reference(sealed, length);
        if (ref == null || ref.owner() != owner || ref.kind() != KeyClass.AUDIT) {
            throw new KeyException.Broken("What is stored was not sealed for this owner.");
        }
        byte[] rest = java.util.Arrays.copyOfRange(sealed, 1 + length, sealed.length);
        try {
            return Optional.of(Gcm.open(keys.reading(ref).key(), rest, place(ref, context)));
        } catch (GeneralSecurityException e) {
            throw new KeyException.Broken("What is stored does not match its seal.");
        }
    }

    @Override
    public boolean destroyed(int owner) {
        return keys.destroyed(owner, KeyClass.AUDIT);
    }

    private static KeyRef reference(byte[] sealed, int length) {
        return KeyRef.parse(new String(sealed, 1, length, StandardCharsets.US_ASCII))
                .orElse(null);
    }

    private static String place(KeyRef ref, byte[] context) {
        return ref + "|audit|" + HexFormat.of().formatHex(context);
    }
}
