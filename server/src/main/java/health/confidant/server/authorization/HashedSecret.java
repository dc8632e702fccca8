package health.confidant.server.authorization;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Client secrets as SHA-256: they are 256 random bits of ours, so that nothing slower is needed to resist guessing. */
final class HashedSecret implements PasswordEncoder {
    @Override
    public String encode(CharSequence secret) {
        return HexFormat.of().formatHex(Fingerprint.of(secret.toString()));
    }

    @Override
    public boolean matches(CharSequence secret, String hash) {
        return MessageDigest.isEqual(
                Fingerprint.of(secret.toString()), HexFormat.of().parseHex(hash));
    }
}
