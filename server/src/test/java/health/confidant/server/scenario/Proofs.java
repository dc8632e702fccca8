package health.confidant.server.scenario;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.server.TestServer;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A backend's proof that it holds its key (RFC 7523), right but for what the step says. */
record Proofs(TestServer server) {
    /** @param words the client, then claims to change, such as {@code aud=https://elsewhere.example}; exp in seconds from now */
    String of(String words) {
        String[] parts = words.split(" ");
        String client = parts[0];
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(server.base() + "/oauth2/token")
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
        for (int i = 1; i < parts.length; i++) {
            String[] claim = parts[i].split("=", 2);
            switch (claim[0]) {
                case "exp" -> claims.expirationTime(Date.from(Instant.now().plusSeconds(Long.parseLong(claim[1]))));
                case "aud" -> claims.audience(claim[1]);
                default -> claims.claim(claim[0], claim[1]);
            }
        }
        return signed(client, claims.build());
    }

    private String signed(String client, JWTClaimsSet claims) {
        try {
            JWK key = JWK.parse(server.credentials(client).password());
            JWSAlgorithm algorithm = KeyType.RSA.equals(key.getKeyType()) ? JWSAlgorithm.RS384 : JWSAlgorithm.ES384;
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .type(JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
            return jwt.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("No proof of " + client, e);
        }
    }
}
