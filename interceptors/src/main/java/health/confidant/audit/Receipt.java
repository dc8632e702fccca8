package health.confidant.audit;

import health.confidant.audit.Payload.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One record as a log's checkpoint proves it: the leaf, its siblings up to the root, and the fields that are shown.
 * The fields that are not shown are there as salted hashes, which tell nothing.
 *
 * @param shown salt and bytes of a field
 * @param hidden hash of a field
 */
public record Receipt(Leaf leaf, List<Hash> proof, Map<Field, Shown> shown, Map<Field, Hash> hidden) {
    /** A field with the salt of its commitment. */
    public record Shown(byte[] salt, byte[] bytes) {
        public Shown {
            salt = salt.clone();
            bytes = bytes.clone();
        }
    }

    public Receipt {
        proof = List.copyOf(proof);
        shown = Map.copyOf(shown);
        hidden = Map.copyOf(hidden);
        Set<Field> all = EnumSet.noneOf(Field.class);
        all.addAll(shown.keySet());
        all.addAll(hidden.keySet());
        if (!(all.equals(Field.ALL) || all.equals(Field.FIRST)) || shown.size() + hidden.size() != all.size()) {
            throw new IllegalArgumentException("A receipt shows or hides each field, once.");
        }
    }

    public static Receipt of(Leaf leaf, List<Hash> proof, byte[] salt, Payload payload, Set<Field> show) {
        Map<Field, Shown> shown = new EnumMap<>(Field.class);
        Map<Field, Hash> hidden = new EnumMap<>(Field.class);
        payload.fields().forEach((field, bytes) -> {
            byte[] fieldSalt = Payload.fieldSalt(salt, field);
            if (show.contains(field)) {
                shown.put(field, new Shown(fieldSalt, bytes));
            } else {
                hidden.put(field, Payload.commitment(fieldSalt, bytes));
            }
        });
        return new Receipt(leaf, proof, shown, hidden);
    }

    /** Whether this very record, with these very words, is in the log that the checkpoint is of. */
    public boolean proves(Checkpoint checkpoint) {
        List<Hash> hashes = fields().stream()
                .map(field -> hidden.containsKey(field)
                        ? hidden.get(field)
                        : Payload.commitment(
                                shown.get(field).salt(), shown.get(field).bytes()))
                .toList();
        return Payload.combine(hashes).equals(leaf.commitment())
                && MerkleTree.included(leaf.hash(), leaf.sequence(), checkpoint.size(), proof, checkpoint.root());
    }

    /** Those of the record's form, in their order. */
    private Set<Field> fields() {
        return shown.containsKey(Field.TOKEN) || hidden.containsKey(Field.TOKEN) ? Field.ALL : Field.FIRST;
    }

    /** The record with the fields that are shown; the others are empty. */
    public AuditRecord shownRecord() {
        return Payload.shown(shown).record(leaf);
    }

    /** One line: leaf, proof, then each field as {@code salt:bytes} or as its hash. */
    String line() {
        StringBuilder line = new StringBuilder(Base64Text.encode(leaf.canonical())).append(' ');
        line.append(
                proof.isEmpty()
                        ? "-"
                        : String.join(",", proof.stream().map(Hash::base64).toList()));
        for (Field field : fields()) {
            Shown open = shown.get(field);
            line.append(' ')
                    .append(
                            open == null
                                    ? hidden.get(field).base64()
                                    : Base64Text.encode(open.salt()) + ":" + Base64Text.encode(open.bytes()));
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException when the line is no receipt */
    static Receipt parse(String line) {
        String[] parts = line.split(" ", -1);
        Set<Field> fields = parts.length == 2 + Field.FIRST.size() ? Field.FIRST : Field.ALL;
        if (parts.length != 2 + fields.size()) {
            throw new IllegalArgumentException("A line of a receipt has other parts.");
        }
        List<Hash> proof = parts[1].equals("-")
                ? List.of()
                : Arrays.stream(parts[1].split(",")).map(Hash::parse).toList();
        Map<Field, Shown> shown = new EnumMap<>(Field.class);
        Map<Field, Hash> hidden = new EnumMap<>(Field.class);
        for (Field field : fields) {
            String[] halves = parts[2 + field.ordinal()].split(":", -1);
            if (halves.length == 2) {
                shown.put(field, new Shown(Base64Text.decode(halves[0]), Base64Text.decode(halves[1])));
            } else {
                hidden.put(field, Hash.parse(halves[0]));
            }
        }
        return new Receipt(Leaf.parse(Base64Text.decode(parts[0])), proof, shown, hidden);
    }
}
