package health.confidant.audit;

import health.confidant.access.CitedRule;
import health.confidant.access.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the fields of a payload: numbers of variable length, counted texts, references with their UUID in 16 bytes. */
final class FieldWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] reference(String reference) {
        FieldWriter writer = new FieldWriter();
        writer.put(reference);
        return writer.written();
    }

    static byte[] references(List<String> references) {
        FieldWriter writer = new FieldWriter();
        writer.number(references.size());
        references.forEach(writer::put);
        return writer.written();
    }

    static byte[] texts(List<String> texts) {
        FieldWriter writer = new FieldWriter();
        writer.number(texts.size());
        texts.forEach(text -> writer.bytes(text(text)));
        return writer.written();
    }

    static byte[] rules(List<CitedRule> rules) {
        FieldWriter writer = new FieldWriter();
        writer.number(rules.size());
        for (CitedRule rule : rules) {
            writer.bytes(text(rule.policy().name()));
            writer.number(rule.rule() instanceof Rule.Permit ? 1 : 0);
            writer.bytes(text(rule.rule().because()));
        }
        return writer.written();
    }

    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void bytes(byte[] bytes) {
        number(bytes.length);
        out.writeBytes(bytes);
    }

    /** {@code Type/uuid} and {@code Type/uuid/_history/n} in their short form, anything else as it is. */
    private void put(String reference) {
        ShortReference parsed = ShortReference.parse(reference);
        if (parsed == null) {
            number(0);
            bytes(text(reference));
            return;
        }
        number(parsed.version() + 1);
        bytes(text(parsed.type()));
        out.writeBytes(ByteBuffer.allocate(16)
                .putLong(parsed.id().getMostSignificantBits())
                .putLong(parsed.id().getLeastSignificantBits())
                .array());
    }

    byte[] written() {
        return out.toByteArray();
    }
}
