package health.confidant.audit;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a record says about people: the part that is encrypted under the owner's key. Each field is committed to by
 * itself, so that a receipt can show some of them, prove them, and give no hint of the others.
 */
public final class Payload {
    /** Length of a salt in bytes. */
    public static final int SALT = 16;

    /** The first form, without the token; what is written is of the second. */
    private static final int WITHOUT_TOKEN = 1;

    private static final int VERSION = 2;
    private static final String TOKEN = "jti/";

    /** The fields in their order, which is part of the form; a new one goes to the end. */
    public enum Field {
        REQUEST,
        AGENT,
        CLIENT,
        ADDRESS,
        PATIENT,
        ENTITIES,
        QUERY,
        RULES,
        ROLES,
        DETAIL,
        TOKEN;

        /** Those of the first form. */
        static final Set<Field> FIRST = EnumSet.range(REQUEST, DETAIL);

        static final Set<Field> ALL = EnumSet.allOf(Field.class);
    }

    private final Map<Field, byte[]> fields;

    private Payload(Map<Field, byte[]> fields) {
        this.fields = fields;
    }

    public static Payload of(AuditRecord record) {
        Map<Field, byte[]> fields = new EnumMap<>(Field.class);
        fields.put(Field.REQUEST, FieldWriter.text(record.request()));
        fields.put(Field.AGENT, FieldWriter.reference(record.agent()));
        fields.put(Field.CLIENT, FieldWriter.text(record.client()));
        fields.put(Field.ADDRESS, FieldWriter.text(record.address()));
        fields.put(Field.PATIENT, FieldWriter.reference(record.patient().orElse("")));
        fields.put(Field.ENTITIES, FieldWriter.references(record.entities()));
        fields.put(Field.QUERY, FieldWriter.text(record.query()));
        fields.put(Field.RULES, FieldWriter.rules(record.rules()));
        fields.put(Field.ROLES, FieldWriter.texts(record.roles()));
        fields.put(Field.DETAIL, FieldWriter.text(record.detail()));
        fields.put(Field.TOKEN, FieldWriter.reference(record.token().isEmpty() ? "" : TOKEN + record.token()));
        return new Payload(fields);
    }

    /** What is shown of a payload, and nothing for the rest. */
    static Payload shown(Map<Field, Receipt.Shown> shown) {
        Map<Field, byte[]> fields = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            byte[] nothing =
                    switch (field) {
                        case AGENT, PATIENT, TOKEN -> FieldWriter.reference("");
                        case ENTITIES, RULES, ROLES -> FieldWriter.texts(List.of());
                        default -> new byte[0];
                    };
            fields.put(field, shown.containsKey(field) ? shown.get(field).bytes() : nothing);
        }
        return new Payload(fields);
    }

    /** One form for each content. */
    public byte[] bytes() {
        FieldWriter out = new FieldWriter();
        out.number(fields.containsKey(Field.TOKEN) ? VERSION : WITHOUT_TOKEN);
        fields.values().forEach(out::bytes);
        return out.written();
    }

    /** @throws IllegalArgumentException when the bytes are not a payload */
    public static Payload parse(byte[] bytes) {
        try {
            FieldReader in = new FieldReader(bytes);
            long version = in.number();
            if (version != VERSION && version != WITHOUT_TOKEN) {
                throw new IllegalArgumentException("A payload of another version.");
            }
            Map<Field, byte[]> fields = new EnumMap<>(Field.class);
            for (Field field : version == VERSION ? Field.ALL : Field.FIRST) {
                fields.put(field, in.bytes());
            }
            in.end();
            return new Payload(fields);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("Not a payload.", e);
        }
    }

    /** Hash over the hashes of the salted fields. */
    public Hash commitment(byte[] salt) {
        List<Hash> hashes = new ArrayList<>();
        fields.forEach((field, bytes) -> hashes.add(commitment(fieldSalt(salt, field), bytes)));
        return combine(hashes);
    }

    static Hash combine(List<Hash> hashes) {
        return Hash.sha256(hashes.stream().map(Hash::raw).toArray(byte[][]::new));
    }

    static Hash commitment(byte[] fieldSalt, byte[] field) {
        return Hash.sha256(fieldSalt, field);
    }

    /** A salt of the field's own, from which the record's salt cannot be had back. */
    static byte[] fieldSalt(byte[] salt, Field field) {
        return Hash.sha256(salt, new byte[] {(byte) field.ordinal()}).bytes();
    }

    /** The fields of its form, in their order. */
    Map<Field, byte[]> fields() {
        return fields;
    }

    /** The record of this leaf and these words. */
    public AuditRecord record(Leaf leaf) {
        try {
            String patient = FieldReader.reference(fields.get(Field.PATIENT));
            return AuditRecord.of(leaf.action(), leaf.outcome(), leaf.at())
                    .id(leaf.id())
                    .request(text(Field.REQUEST))
                    .agent(FieldReader.reference(fields.get(Field.AGENT)))
                    .client(text(Field.CLIENT))
                    .purpose(leaf.purpose())
                    .address(text(Field.ADDRESS))
                    .patient(patient.isEmpty() ? Optional.empty() : Optional.of(patient))
                    .owner(leaf.owner())
                    .entities(FieldReader.references(fields.get(Field.ENTITIES)))
                    .query(text(Field.QUERY))
                    .rules(FieldReader.rules(fields.get(Field.RULES)))
                    .roles(FieldReader.texts(fields.get(Field.ROLES)))
                    .track(leaf.track())
                    .token(fields.containsKey(Field.TOKEN) ? token() : "")
                    .detail(text(Field.DETAIL))
                    .build();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("Not a payload.", e);
        }
    }

    private String token() {
        String token = FieldReader.reference(fields.get(Field.TOKEN));
        return token.startsWith(TOKEN) ? token.substring(TOKEN.length()) : token;
    }

    private String text(Field field) {
        return new String(fields.get(field), StandardCharsets.UTF_8);
    }

    /** The salt in front of the payload: what is encrypted. */
    public static byte[] salted(byte[] salt, byte[] payload) {
        return ByteBuffer.allocate(salt.length + payload.length)
                .put(salt)
                .put(payload)
                .array();
    }
}
