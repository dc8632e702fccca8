package health.confidant.server.journal;

import health.confidant.audit.CheckpointSigner;
import health.confidant.audit.Leaf;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The log of this node: who it is, what it signs with, and the numbers that it gives out.
 *
 * @param id key in {@code confidant.journal_log}
 * @param macKey of the rows; outside the database
 */
record NodeLog(int id, CheckpointSigner signer, byte[] macKey, Numbers numbers) {
    static final int MAC = 16;

    Row row(long sequence, Draft draft) {
        Leaf leaf = draft.leaf(sequence);
        return new Row(id, leaf, draft.body(), mac(macKey, leaf));
    }

    boolean wrote(Row row) {
        return genuine(macKey, row.leaf(), row.mac());
    }

    static boolean genuine(byte[] key, Leaf leaf, byte[] mac) {
        return MessageDigest.isEqual(mac(key, leaf), mac);
    }

    private static byte[] mac(byte[] key, Leaf leaf) {
        return Arrays.copyOf(JournalKeys.hmac(key, leaf.canonical()), MAC);
    }
}
