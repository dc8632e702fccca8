package health.confidant.server.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;

/**
 * Seals a SHA-256 of a body into 64 characters, the width of HAPI's column. The same hash in the same place seals to the
 * same text (a synthetic IV: HMAC-SHA-256 of place and hash, then AES-CTR; Rogaway and Shrimpton 2006), so nobody
 * without the key can try a guessed body, and a row that did not change is not written.
 */
public final class HashSeal {
    private static final int IV = 16;
    private static final String MAC = "HmacSHA256";

    private final DataKeys keys;

    public HashSeal(DataKeys keys) {
        this.keys = keys;
    }

    public String seal(int owner, KeyClass kind, String place, String hex) {
        DataKey key = keys.writing(owner, kind);
        byte[] hash = HexFormat.of().parseHex(hex);
        byte[] iv = iv(key, place, hash);
        byte[] whole = Arrays.copyOf(iv, IV + hash.length);
        System.arraycopy(crypt(key, iv, hash), 0, whole, IV, hash.length);
        return Base64.getEncoder().encodeToString(whole);
    }

    /**
     * @return the hash in hexadecimal, or nothing when no key of the owner opens it
     * @throws KeyException.Destroyed when the owner was shredded
     * @throws KeyException when the owner's key is lost
     */
    public Optional<String> open(int owner, KeyClass kind, String place, String sealed) {
        byte[] whole;
        try {
            whole = Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (whole.length <= IV) {
            return Optional.empty();
        }
        byte[] iv = Arrays.copyOf(whole, IV);
        Optional<String> newest = open(keys.newest(owner, kind), place, iv, whole);
        return newest.isPresent()
                ? newest
                : keys.generations(owner, kind).stream()
                        .skip(1)
                        .flatMap(ref -> open(keys.reading(ref), place, iv, whole).stream())
                        .findFirst();
    }

    private static Optional<String> open(DataKey key, String place, byte[] iv, byte[] whole) {
        byte[] hash = crypt(key, iv, Arrays.copyOfRange(whole, IV, whole.length));
        return Arrays.equals(iv, iv(key, place, hash))
                ? Optional.of(HexFormat.of().formatHex(hash))
                : Optional.empty();
    }

    private static byte[] iv(DataKey key, String place, byte[] hash) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key.derived("hash-iv", MAC));
            mac.update((place + "|").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(hash), IV);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] crypt(DataKey key, byte[] iv, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key.derived("hash-ctr", "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
