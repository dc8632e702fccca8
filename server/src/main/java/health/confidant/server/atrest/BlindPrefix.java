package health.confidant.server.atrest;

import health.confidant.server.keys.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/**
 * Blinds a text so that it starts with the blinded form of each of its beginnings, and of nothing else: a search by
 * prefix works on it as on the text (ADR 0062; the idea is prefix-preserving encryption, Xu et al. 2002).
 *
 * <p>Each character becomes four symbols, 24 bits of HMAC-SHA-256 over the parameter and all characters up to it, so
 * two texts that differ in a character share no more by chance than once in 16 million.
 */
final class BlindPrefix {
    /** No symbol that LIKE reads as a pattern. */
    private static final String SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.";

    /** What a search tells apart: longer beginnings are cut. 4 symbols each fit HAPI's 768. */
    static final int CHARACTERS = 128;

    private final SecretKeySpec key;

    BlindPrefix(byte[] secret) {
        this.key = new SecretKeySpec(secret, Hmac.NAME);
    }

    /**
     * @param type of resource
     * @param parameter so that a family name is not seen to be another's given name
     */
    String blind(String type, String parameter, String text) {
        byte[] state = Hmac.of(key, (type + "|" + parameter).getBytes(StandardCharsets.UTF_8));
        int length = Math.min(text.length(), CHARACTERS);
        StringBuilder blinded = new StringBuilder(length * 4);
        for (int i = 0; i < length; i++) {
            byte[] character = {(byte) (text.charAt(i) >> 8), (byte) text.charAt(i)};
            state = Hmac.of(key, state, character);
            int bits = (state[0] & 0xff) << 16 | (state[1] & 0xff) << 8 | state[2] & 0xff;
            for (int shift = 18; shift >= 0; shift -= 6) {
                blinded.append(SYMBOLS.charAt(bits >> shift & 63));
            }
            state = Arrays.copyOfRange(state, 3, state.length); // What is shown says nothing of what follows.
        }
        return blinded.toString();
    }
}
