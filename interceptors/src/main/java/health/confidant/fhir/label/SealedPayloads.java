package health.confidant.fhir.label;

import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Resource;

/** Payloads of a message that are encrypted end to end: JWE in general JSON serialization (RFC 7516, section 7.2.1). */
public final class SealedPayloads {
    /** RFC 7516, section 10.1. */
    public static final String TYPE = "application/jose+json";

    /** The code system of media types (FHIR R4, "MimeTypes"). */
    static final String MEDIA_TYPES = "urn:ietf:bcp:13";

    private SealedPayloads() {}

    /** Whether it is a message with payloads, and each is of exactly this type. */
    public static boolean only(Resource resource) {
        return resource instanceof Communication message
                && message.hasPayload()
                && types(message).allMatch(TYPE::equals);
    }

    /** Whether one is, or looks like it: what has to be refused unless it is right. */
    public static boolean any(Resource resource) {
        return resource instanceof Communication message
                && types(message).anyMatch(type -> type.toLowerCase(Locale.ROOT).contains("jose"));
    }

    /** The type of each payload; empty for text and for a reference. */
    private static Stream<String> types(Communication message) {
        return message.getPayload().stream()
                .map(payload -> payload.getContent() instanceof Attachment attachment
                        ? String.valueOf(attachment.getContentType())
                        : "");
    }
}
