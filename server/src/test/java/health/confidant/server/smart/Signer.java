package health.confidant.server.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A client that proves itself with a key of its own (RFC 7523; SMART App Launch 2.2, asymmetric authentication). */
record Signer(URI server, String client, ECKey key) {
    /** The form with a new proof, for the claims beside the usual ones. */
    Map<String, String> proved(Map<String, String> form, Map<String, Object> more) {
        Map<String, String> proved = new LinkedHashMap<>(form);
        proved.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        proved.put("client_assertion", assertion(more));
        return proved;
    }

    Map<String, String> proved(Map<String, String> form) {
        return proved(form, Map.of());
    }

    private String assertion(Map<String, Object> more) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(server + "/oauth2/token")
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
        more.forEach(claims::claim);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(key.getKeyID()).build(), claims.build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
