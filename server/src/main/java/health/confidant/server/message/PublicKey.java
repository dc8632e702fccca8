package health.confidant.server.message;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import java.util.Map;

/**
 * A public key on P-256, the one curve that every browser's Web Cryptography has for both uses.
 *
 * @param json the JWK with what belongs to the key and nothing else
 * @param thumbprint RFC 7638, SHA-256
 */
record PublicKey(String json, String thumbprint) {
    /** @throws IllegalArgumentException for anything else, a private key before all */
    static PublicKey of(Map<String, Object> jwk) {
        try {
            ECKey key = ECKey.parse(jwk);
            if (key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
                throw new IllegalArgumentException("Not a public key on P-256");
            }
            ECKey bare = new ECKey.Builder(key.getCurve(), key.getX(), key.getY()).build();
            return new PublicKey(bare.toJSONString(), bare.computeThumbprint().toString());
        } catch (ParseException | JOSEException | IllegalStateException e) {
            throw new IllegalArgumentException("Not a public key on P-256", e);
        }
    }
}
