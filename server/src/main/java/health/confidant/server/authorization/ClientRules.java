package health.confidant.server.authorization;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import health.confidant.access.Scope;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** What a client must fulfil to be registered. A client that breaks one of these cannot exist as a value. */
final class ClientRules {
    private static final int SHORTEST_RSA = 2048;

    private ClientRules() {}

    static void check(
            Client.Kind kind,
            Set<String> redirectUris,
            Set<String> scopes,
            Optional<String> jwks,
            Optional<String> reference,
            Client.More more) {
        boolean backend = kind == Client.Kind.BACKEND;
        require(
                !kind.signs() == (jwks.isEmpty() && more.jwksUri().isEmpty()),
                "A client that signs, and no other, has keys");
        require(jwks.isEmpty() || more.jwksUri().isEmpty(), "Keys are given by value or by URL, not both");
        require((kind == Client.Kind.SYMMETRIC) == more.secret().isPresent(), "A symmetric client has a secret");
        require(backend == reference.isPresent(), "A backend, and no other client, acts as an organization");
        require(backend == redirectUris.isEmpty(), "An app, and no other client, has redirect URIs");
        require(backend || more.purposes().isEmpty(), "A backend, and no other client, asserts purposes");
        require(!scopes.isEmpty(), "A client has at least one scope");
        redirectUris.forEach(ClientRules::redirect);
        more.launchUri().map(Object::toString).ifPresent(ClientRules::redirect);
        more.jwksUri().ifPresent(uri -> require("https".equals(uri.getScheme()), "Keys are fetched by https"));
        scopes.forEach(scope -> scope(backend, scope));
        jwks.ifPresent(ClientRules::keys);
    }

    /** Public keys alone; each with a key id; RSA of 2048 bits or more, or P-384 (SMART asymmetric authentication). */
    static JWKSet keys(String jwks) {
        try {
            JWKSet keys = JWKSet.parse(jwks);
            require(!keys.isEmpty(), "A JWK set holds at least one key");
            keys.getKeys().forEach(ClientRules::key);
            return keys;
        } catch (ParseException e) {
            throw new IllegalArgumentException("The keys are no JWK set", e);
        }
    }

    private static void key(JWK key) {
        require(!key.isPrivate(), "A client's private key stays with the client");
        require(key.getKeyID() != null, "Each key has a kid");
        boolean strong = key instanceof RSAKey rsa
                ? rsa.size() >= SHORTEST_RSA
                : key instanceof ECKey ec && Curve.P_384.equals(ec.getCurve());
        require(strong, "A key is RSA of " + SHORTEST_RSA + " bits or more (RS384), or P-384 (ES384)");
    }

    /** {@code system/} is for systems alone, and a system has no other (SMART Backend Services). */
    private static void scope(boolean backend, String text) {
        Optional<Scope> scope = Scope.parse(text);
        require(scope.isPresent() || (!backend && GrantedScopes.OTHER.contains(text)), "Unknown scope: " + text);
        scope.ifPresent(known -> require(
                backend == (known.level() == Scope.Level.SYSTEM), "This kind of client cannot have the scope " + text));
    }

    /** RFC 9700, section 2.1: absolute, without fragment and without wildcard; http only to the machine itself. */
    private static void redirect(String text) {
        URI uri = URI.create(text);
        require(uri.isAbsolute() && uri.getRawFragment() == null && !text.contains("*"), "Not a redirect URI: " + text);
        boolean local = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
        require(!"http".equals(uri.getScheme()) || local, "A redirect URI uses https: " + text);
        require(
                !Set.of("javascript", "data", "file", "vbscript").contains(uri.getScheme()),
                "Not a redirect URI: " + text);
    }

    private static void require(boolean fulfilled, String rule) {
        if (!fulfilled) {
            throw new IllegalArgumentException(rule);
        }
    }
}
