package health.confidant.server.authorization;

import health.confidant.access.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a backend says that it asks for, in the {@code hl7-b2b} extension of its assertion (UDAP Security IG 1.0, "B2B
 * Authorization Extension Object"). The operator registered what it may say; the policies decide again with it, and no
 * purpose opens more than the client's consents and contracts do.
 */
final class AssertedPurpose {
    private static final String V3 = "2.16.840.1.113883.5.8";
    private static final List<String> SYSTEMS =
            List.of("urn:oid:" + V3, "http://terminology.hl7.org/CodeSystem/v3-ActReason", V3);

    private AssertedPurpose() {}

    /**
     * The purpose of the token: the asserted one, or the client's own if it asserts none.
     *
     * @throws OAuth2AuthenticationException if the extension is malformed, or says what the client may not say
     */
    static Purpose of(Client client, Jwt assertion) {
        if (!(assertion.getClaims().get("extensions") instanceof Map<?, ?> extensions)
                || !extensions.containsKey("hl7-b2b")) {
            return client.purpose();
        }
        if (!(extensions.get("hl7-b2b") instanceof Map<?, ?> b2b)
                || !"1".equals(b2b.get("version"))
                || text(b2b, "organization_id").isEmpty()
                || !(b2b.get("purpose_of_use") instanceof List<?> purposes)
                || purposes.size() != 1) {
            throw refused("The hl7-b2b extension has version 1, organization_id and one purpose_of_use.");
        }
        return purpose(purposes.get(0))
                .filter(client::mayAssert)
                .orElseThrow(() -> refused("The client is not registered for this purpose_of_use."));
    }

    private static Optional<String> text(Map<?, ?> b2b, String name) {
        return b2b.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Purpose> purpose(Object coded) {
        String text = String.valueOf(coded);
        int split = Math.max(text.lastIndexOf('#'), text.lastIndexOf('|'));
        if (split < 0 || !SYSTEMS.contains(text.substring(0, split))) {
            return Optional.empty();
        }
        String code = text.substring(split + 1);
        return List.of(Purpose.values()).stream()
                .filter(purpose -> purpose.name().equals(code))
                .findFirst();
    }

    private static OAuth2AuthenticationException refused(String reason) {
        return new OAuth2AuthenticationException(new OAuth2Error("invalid_grant", reason, null));
    }
}
