package health.confidant.audit;

import health.confidant.access.CitedRule;
import health.confidant.access.PolicyId;
import health.confidant.access.Rule;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Reads what {@link FieldWriter} wrote. */
final class FieldReader {
    private final ByteBuffer in;

    FieldReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    static String reference(byte[] field) {
        return new FieldReader(field).reference();
    }

    static List<String> references(byte[] field) {
        return new FieldReader(field).list(FieldReader::reference);
    }

    static List<String> texts(byte[] field) {
        return new FieldReader(field).list(FieldReader::text);
    }

    static List<CitedRule> rules(byte[] field) {
        return new FieldReader(field).list(FieldReader::rule);
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number without an end.");
    }

    private int length() {
        long length = number();
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) length;
    }

    byte[] bytes() {
        byte[] bytes = new byte[length()];
        in.get(bytes);
        return bytes;
    }

    private String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private String reference() {
        long version = number();
        return version == 0
                ? text()
                : new ShortReference(text(), new UUID(in.getLong(), in.getLong()), version - 1).text();
    }

    private CitedRule rule() {
        PolicyId policy = PolicyId.valueOf(text());
        boolean permit = number() == 1;
        String because = text();
        return new CitedRule(policy, permit ? new Rule.Permit(Set.of(), because) : new Rule.Forbid(Set.of(), because));
    }

    private <T> List<T> list(Function<FieldReader, T> item) {
        int count = length();
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.apply(this));
        }
        return items;
    }

    void end() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("Something behind the end.");
        }
    }
}
