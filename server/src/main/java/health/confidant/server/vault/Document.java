package health.confidant.server.vault;

import health.confidant.server.keys.KeyClass;
import java.util.List;
import java.util.UUID;

/**
 * One row of {@code confidant.document}.
 *
 * @param blob names its parts
 * @param reference {@code DocumentReference/[id]} that it belongs to
 * @param owner whose key seals it
 * @param length bytes of the whole
 * @param parts bytes of each part that has come
 * @param hashes SHA-256 of each sealed part, in hexadecimal
 */
record Document(
        UUID blob,
        String reference,
        int owner,
        KeyClass kind,
        String contentType,
        long length,
        List<Long> parts,
        List<String> hashes) {
    long offset() {
        return parts.stream().mapToLong(Long::longValue).sum();
    }

    boolean complete() {
        return offset() == length;
    }

    String place(int part) {
        return "document|" + reference + "|" + blob + "|" + part;
    }
}
