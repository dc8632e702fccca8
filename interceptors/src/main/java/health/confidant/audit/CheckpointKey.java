package health.confidant.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The public key of a log, by which anybody checks its checkpoints (Ed25519, RFC 8032), written as C2SP signed-note
 * does: {@code name+keyId+base64}.
 */
public final class CheckpointKey {
    static final int ID = 4;
    static final int SIGNATURE = 64;
    private static final int RAW = 32;
    private static final int REMEMBERED = 10_000;
    private static final byte ED25519 = 1;
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final PublicKey key;
    private final Set<String> verified = new HashSet<>();

    private CheckpointKey(String name, byte[] raw) {
        this.name = name;
        this.raw = raw;
        byte[] encoded = Arrays.copyOf(X509, X509.length + RAW);
        System.arraycopy(raw, 0, encoded, X509.length, RAW);
        try {
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("No Ed25519 key.", e);
        }
    }

    public static CheckpointKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != X509.length + RAW) {
            throw new IllegalArgumentException("No Ed25519 key.");
        }
        return new CheckpointKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    /** @throws IllegalArgumentException when the text is no key, or its id is not the key's */
    public static CheckpointKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] typed = parts.length == 3 ? Base64Text.decode(parts[2]) : new byte[0];
        if (typed.length != RAW + 1 || typed[0] != ED25519) {
            throw new IllegalArgumentException("A log's key is written name+id+base64.");
        }
        CheckpointKey key = new CheckpointKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.text().equals(text.strip())) {
            throw new IllegalArgumentException("The key's id is not the key's.");
        }
        return key;
    }

    public String name() {
        return name;
    }

    public String text() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64Text.encode(typed());
    }

    byte[] id() {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(Hash.sha256(named, typed()).raw(), ID);
    }

    private byte[] typed() {
        byte[] typed = new byte[RAW + 1];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, RAW);
        return typed;
    }

    /** Whether this log signed it, of itself. What was verified is remembered: a log and its witness have the same notes. */
    public boolean signed(SignedCheckpoint signed) {
        String note = signed.text();
        synchronized (verified) {
            if (verified.contains(note)) {
                return true;
            }
        }
        boolean valid = verify(signed);
        if (valid) {
            synchronized (verified) {
                if (verified.size() == REMEMBERED) {
                    verified.clear();
                }
                verified.add(note);
            }
        }
        return valid;
    }

    private boolean verify(SignedCheckpoint signed) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed.checkpoint().body().getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signed.signature())
                    && signed.name().equals(name)
                    && signed.checkpoint().origin().equals(name)
                    && Arrays.equals(signed.keyId(), id());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
