package health.confidant.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a random 96-bit nonce in front and a 128-bit tag behind (NIST SP 800-38D, 8.2.2). */
final class Gcm {
    static final int NONCE = 12;
    private static final String NAME = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;
    private static final ThreadLocal<Cipher> KEPT = kept(NAME);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Gcm() {}

    /** A cipher for each thread: to ask the providers for one costs as much as to seal a small body. */
    static ThreadLocal<Cipher> kept(String name) {
        return ThreadLocal.withInitial(() -> {
            try {
                return Cipher.getInstance(name);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform has " + name, e);
            }
        });
    }

    static byte[] random(int bytes) {
        byte[] made = new byte[bytes];
        RANDOM.nextBytes(made);
        return made;
    }

    static byte[] seal(Key key, byte[] plain, String context) throws GeneralSecurityException {
        return seal(KEPT.get(), key, plain, context);
    }

    static byte[] seal(Provider provider, Key key, byte[] plain, String context) throws GeneralSecurityException {
        return seal(Cipher.getInstance(NAME, provider), key, plain, context);
    }

    private static byte[] seal(Cipher cipher, Key key, byte[] plain, String context) throws GeneralSecurityException {
        byte[] nonce = random(NONCE);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        byte[] sealed = cipher.doFinal(plain);
        byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return whole;
    }

    static byte[] open(Key key, byte[] sealed, String context) throws GeneralSecurityException {
        return open(KEPT.get(), key, sealed, context);
    }

    static byte[] open(Provider provider, Key key, byte[] sealed, String context) throws GeneralSecurityException {
        return open(Cipher.getInstance(NAME, provider), key, sealed, context);
    }

    private static byte[] open(Cipher cipher, Key key, byte[] sealed, String context) throws GeneralSecurityException {
        if (sealed.length < NONCE + TAG_BITS / 8) {
            throw new GeneralSecurityException("truncated");
        }
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    }
}
