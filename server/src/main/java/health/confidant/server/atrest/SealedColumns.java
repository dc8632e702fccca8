package health.confidant.server.atrest;

import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Seals and opens single columns of the service tables, each bound to its row and name. */
final class SealedColumns {
    private final Sealer sealer;

    SealedColumns(Sealer sealer) {
        this.sealer = sealer;
    }

    Object seal(SealedColumn.Rule rule, String place, Object value) {
        return switch (rule) {
            case NONE -> null;
            case TEXT -> text(place, (String) value);
            case BYTES ->
                text(place, Base64.getEncoder().encodeToString((byte[]) value)).getBytes(StandardCharsets.US_ASCII);
        };
    }

    Object open(SealedColumn.Rule rule, String place, Object value) {
        return switch (rule) {
            case NONE -> value;
            case TEXT -> sealer.open(0, KeyClass.SERVICE, place, (String) value);
            case BYTES ->
                Base64.getDecoder()
                        .decode(sealer.open(
                                0, KeyClass.SERVICE, place, new String((byte[]) value, StandardCharsets.US_ASCII)));
        };
    }

    private String text(String place, String value) {
        return sealer.seal(0, KeyClass.SERVICE, place, value);
    }
}
