package health.confidant.server.authorization;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Discovery that names what this server does and nothing else (RFC 8414, section 2; OpenID Connect Discovery 1.0). */
final class ServerMetadata {
    private static final Set<String> CLOSED = Set.of(
            "device_authorization_endpoint",
            "userinfo_endpoint",
            "end_session_endpoint",
            "registration_endpoint",
            "pushed_authorization_request_endpoint",
            "tls_client_certificate_bound_access_tokens",
            "dpop_signing_alg_values_supported");

    private ServerMetadata() {}

    static void describe(Map<String, Object> claims) {
        List<String> asymmetric = List.of("RS384", "ES384");
        CLOSED.forEach(claims::remove);
        claims.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        claims.put("code_challenge_methods_supported", List.of("S256"));
        claims.put("token_endpoint_auth_methods_supported", List.of("none", "private_key_jwt"));
        claims.put("token_endpoint_auth_signing_alg_values_supported", asymmetric);
        claims.put("introspection_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        claims.put("introspection_endpoint_auth_signing_alg_values_supported", asymmetric);
        claims.put("revocation_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        claims.put("revocation_endpoint_auth_signing_alg_values_supported", asymmetric);
    }
}
