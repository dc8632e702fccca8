package health.confidant.server.keys;

import java.util.Optional;

/**
 * Seals the payloads of the audit log, each with its owner's AUDIT key, which is kept when the record is shredded and
 * destroyed when the audit's own period is over. A chain over the sealed text stays valid without the key.
 */
public final class AuditSeal {
    private final DataKeys keys;
    private final Sealer sealer;

    public AuditSeal(DataKeys keys) {
        this.keys = keys;
        this.sealer = new Sealer(keys);
    }

    /**
     * @param owner key in {@code confidant.owner}; 0 for a record that is nobody's
     * @param row id of the record, to which the text stays bound
     */
    public String seal(int owner, String row, String text) {
        return sealer.seal(owner, KeyClass.AUDIT, "audit|" + row, text);
    }

    /**
     * @return the text, or nothing when its key was destroyed
     * @throws KeyException.Broken when the sealed text was changed or moved
     */
    public Optional<String> open(int owner, String row, String sealed) {
        return keys.destroyed(owner, KeyClass.AUDIT)
                ? Optional.empty()
                : Optional.of(sealer.open(owner, KeyClass.AUDIT, "audit|" + row, sealed));
    }
}
