package health.confidant.server.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The program and its endpoint for an app's list of places to connect to (SMART App Launch 2.2, "User-access brands"). */
final class Brands {
    private final String json;
    private final String tag;

    Brands(AuthorizationProperties properties) {
        try {
            json = new ObjectMapper().writeValueAsString(bundle(properties));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            tag = "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    ServerResponse show(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType("application/fhir+json"))
                .eTag(tag)
                .body(json);
    }

    private static Map<String, Object> bundle(AuthorizationProperties properties) {
        String base = properties.issuer();
        String brand = uuid(base + "/brand");
        String endpoint = uuid(base + "/endpoint");
        Map<String, Object> organization = Map.of(
                "resourceType",
                "Organization",
                "id",
                brand,
                "active",
                true,
                "identifier",
                List.of(Map.of("system", "urn:ietf:rfc:3986", "value", base)),
                "name",
                "Confidant",
                "telecom",
                List.of(Map.of("system", "url", "value", base)),
                "endpoint",
                List.of(Map.of("reference", "urn:uuid:" + endpoint)),
                "extension",
                List.of(Map.of(
                        "url",
                        "http://hl7.org/fhir/StructureDefinition/organization-portal",
                        "extension",
                        List.of(
                                Map.of("url", "portalName", "valueString", "Confidant"),
                                Map.of("url", "portalUrl", "valueUrl", base + "/account"),
                                Map.of(
                                        "url",
                                        "portalEndpoint",
                                        "valueReference",
                                        Map.of("reference", "urn:uuid:" + endpoint))))));
        Map<String, Object> fhir = Map.of(
                "resourceType", "Endpoint",
                "id", endpoint,
                "status", "active",
                "connectionType",
                        Map.of(
                                "system", "http://terminology.hl7.org/CodeSystem/endpoint-connection-type",
                                "code", "hl7-fhir-rest"),
                "name", "FHIR R4",
                "managingOrganization", Map.of("reference", "urn:uuid:" + brand),
                "contact", List.of(Map.of("system", "url", "value", base)),
                "payloadType", List.of(Map.of("coding", List.of(Map.of("code", "none")))),
                "address", properties.fhirBase(),
                "extension",
                        List.of(Map.of(
                                "url", "http://hl7.org/fhir/StructureDefinition/endpoint-fhir-version",
                                "valueCode", "4.0.1")));
        return Map.of(
                "resourceType", "Bundle",
                "id", uuid(base + "/brands"),
                "type", "collection",
                "timestamp", "2026-11-26T00:00:00Z",
                "entry",
                        List.of(
                                Map.of("fullUrl", "urn:uuid:" + brand, "resource", organization),
                                Map.of("fullUrl", "urn:uuid:" + endpoint, "resource", fhir)));
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
