package health.confidant.audit;

import java.util.UUID;

/**
 * A reference to a resource whose id is a UUID.
 *
 * @param version 0 where the reference names none
 */
record ShortReference(String type, UUID id, long version) {
    /** Null where the reference has another form. */
    static ShortReference parse(String reference) {
        String[] parts = reference.split("/", -1);
        if (parts.length != 2 && parts.length != 4 || parts[1].length() != 36) {
            return null;
        }
        try {
            ShortReference parsed = new ShortReference(
                    parts[0], UUID.fromString(parts[1]), parts.length == 4 ? Long.parseLong(parts[3]) : 0);
            return parsed.version() >= 0 && parsed.text().equals(reference) ? parsed : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    String text() {
        return type + "/" + id + (version == 0 ? "" : "/_history/" + version);
    }
}
