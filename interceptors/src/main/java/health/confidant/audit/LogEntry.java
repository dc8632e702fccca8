package health.confidant.audit;

/** What a log holds at its next place: a record as it is stored, or the head of records that were archived away. */
public sealed interface LogEntry {
    /**
     * A record, as it was found; nothing is believed yet.
     *
     * @param leaf the canonical leaf
     * @param check what came with the record to tell it by: its MAC in a database, its hash in a file
     * @param sealed the ciphertext
     */
    record Stored(byte[] leaf, byte[] check, byte[] sealed) implements LogEntry {
        public Stored {
            leaf = leaf.clone();
            check = check.clone();
            sealed = sealed.clone();
        }
    }

    /** Records {@code index·2^level} to {@code (index+1)·2^level}, of which the hash alone is left. */
    record Subtree(int level, long index, Hash hash) implements LogEntry {}
}
