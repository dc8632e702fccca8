package health.confidant.server.shred;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.access.Owner;
import health.confidant.server.keys.KeyClass;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Signs what was destroyed: a JWT of type {@code destruction+jwt} under the server's published key, which anybody can
 * check at {@code /oauth2/jwks}. It names the record by its id alone.
 */
final class Certificates {
    private final Supplier<RSAKey> key;
    private final String issuer;

    Certificates(Supplier<RSAKey> key, String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    String sign(
            Owner owner,
            Set<KeyClass> kinds,
            List<String> early,
            Shredder.Report report,
            Destructions.Pending request,
            String approver) {
        try {
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer(issuer)
                    .jwtID(request.id().toString())
                    .subject(owner.reference())
                    .issueTime(Date.from(report.at()))
                    .claim(
                            "destroyed_keys",
                            kinds.stream().map(Enum::name).sorted().toList())
                    .claim("before_their_period", early)
                    .claim("resources", report.resources())
                    .claim("documents", report.documents())
                    .claim("requested_by", request.requestedBy())
                    .claim("approved_by", approver)
                    .claim("method", "AES-256 data keys destroyed; rows, indexes and documents expunged")
                    .claim(
                            "backups",
                            "Copies of the database hold ciphertext without its key. Copies of the key store hold the"
                                    + " key until they expire by the program's schedule.")
                    .claim("kept", "audit log; papers unless named above")
                    .build();
            RSAKey signing = key.get();
            SignedJWT signed = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(new JOSEObjectType("destruction+jwt"))
                            .keyID(signing.getKeyID())
                            .build(),
                    claims);
            signed.sign(new RSASSASigner(signing));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
