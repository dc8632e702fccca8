package health.confidant.server.authorization;

import health.confidant.access.Assurance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Discovery that names what this server does and nothing else (RFC 8414, section 2; OpenID Connect Discovery 1.0). */
final class ServerMetadata {
    private static final Set<String> CLOSED = Set.of(
            "device_authorization_endpoint",
            "end_session_endpoint",
            "pushed_authorization_request_endpoint",
            "tls_client_certificate_bound_access_tokens",
            "dpop_signing_alg_values_supported");

    private static final List<String> CLIENTS =
            List.of("none", "client_secret_basic", "client_secret_post", "private_key_jwt");
    private static final List<String> ASYMMETRIC = List.of("RS384", "ES384");

    private ServerMetadata() {}

    static void describe(Map<String, Object> claims) {
        String issuer = claims.get("issuer").toString();
        CLOSED.forEach(claims::remove);
        claims.put("userinfo_endpoint", issuer + "/userinfo");
        claims.put("registration_endpoint", issuer + "/oauth2/register");
        claims.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        claims.put("code_challenge_methods_supported", List.of("S256"));
        claims.put("scopes_supported", SCOPES);
        claims.put(
                "claims_supported", List.of("sub", "iss", "fhirUser", "profile", "preferred_username", "acr", "amr"));
        claims.put(
                "acr_values_supported",
                Stream.of(Assurance.Level.values()).map(Assurance.Level::acr).toList());
        methods(claims, "token", CLIENTS);
        methods(claims, "introspection", CLIENTS.subList(1, CLIENTS.size()));
        methods(claims, "revocation", CLIENTS);
    }

    private static void methods(Map<String, Object> claims, String endpoint, List<String> methods) {
        claims.put(endpoint + "_endpoint_auth_methods_supported", methods);
        claims.put(endpoint + "_endpoint_auth_signing_alg_values_supported", ASYMMETRIC);
    }

    /** What SMART adds (SMART App Launch 2.2, "Using .well-known"), with the fields that both share. */
    static Map<String, Object> smart(AuthorizationProperties properties) {
        String base = properties.issuer();
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("issuer", base);
        configuration.put("jwks_uri", base + "/oauth2/jwks");
        configuration.put("authorization_endpoint", base + "/oauth2/authorize");
        configuration.put("token_endpoint", base + "/oauth2/token");
        configuration.put("introspection_endpoint", base + "/oauth2/introspect");
        configuration.put("revocation_endpoint", base + "/oauth2/revoke");
        configuration.put("management_endpoint", base + "/account");
        configuration.put("response_types_supported", List.of("code"));
        describe(configuration);
        configuration.put("user_access_brand_bundle", base + "/brands.json");
        configuration.put("user_access_brand_identifier", Map.of("system", "urn:ietf:rfc:3986", "value", base));
        configuration.put(
                "associated_endpoints",
                List.of(Map.of("url", base + "/smart/state", "capabilities", List.of("smart-app-state"))));
        configuration.put("capabilities", CAPABILITIES);
        return configuration;
    }

    private static final List<String> SCOPES = List.of(
            "openid",
            "profile",
            "fhirUser",
            "launch",
            "launch/patient",
            "launch/encounter",
            "offline_access",
            "online_access",
            "patient/*.rs",
            "patient/*.read",
            "patient/*.cruds",
            "user/*.rs",
            "user/*.read",
            "user/*.cruds",
            "system/*.rs",
            "system/*.read",
            "patient/Condition.rs?category=http://terminology.hl7.org/CodeSystem/condition-category|encounter-diagnosis",
            "patient/Condition.rs?category=http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item",
            "patient/Condition.rs?category=http://hl7.org/fhir/us/core/CodeSystem/condition-category|health-concern",
            "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
            "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|social-history",
            "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs",
            "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|survey",
            "patient/Observation.rs?category=http://hl7.org/fhir/us/core/CodeSystem/us-core-category|sdoh",
            "patient/DocumentReference.rs?category=http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category|clinical-note");

    private static final List<String> CAPABILITIES = List.of(
            "launch-ehr",
            "launch-standalone",
            "authorize-post",
            "client-public",
            "client-confidential-symmetric",
            "client-confidential-asymmetric",
            "sso-openid-connect",
            "context-banner",
            "context-style",
            "context-ehr-patient",
            "context-ehr-encounter",
            "context-standalone-patient",
            "permission-offline",
            "permission-online",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2",
            "smart-app-state");
}
