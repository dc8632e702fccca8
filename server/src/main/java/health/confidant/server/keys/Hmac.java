package health.confidant.server.keys;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;

/** HMAC-SHA-256 (RFC 2104): 32 bytes over the concatenation of the parts. */
public final class Hmac {
    /** Name of the algorithm, and of its keys. */
    public static final String NAME = "HmacSHA256";

    /** Kept for each thread: to ask the providers for one costs more than a short MAC. */
    private static final ThreadLocal<Mac> KEPT = ThreadLocal.withInitial(Hmac::make);

    private Hmac() {}

    public static byte[] of(Key key, byte[]... parts) {
        try {
            Mac mac = KEPT.get();
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Not a key for an HMAC", e);
        }
    }

    private static Mac make() {
        try {
            return Mac.getInstance(NAME);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC", e);
        }
    }
}
