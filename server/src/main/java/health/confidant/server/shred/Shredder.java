package health.confidant.server.shred;

import health.confidant.access.Owner;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.Tombstone;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tombstone, keys, rows, documents, in this order: whatever a crash leaves undone, the next start does, because the
 * tombstone is there.
 *
 * <p>Requirement 87.
 */
public final class Shredder {
    private static final Logger LOG = LoggerFactory.getLogger(Shredder.class);
    /** What a record is. Papers and the audit log have periods of their own. */
    public static final Set<KeyClass> RECORD = Set.of(KeyClass.RECORD, KeyClass.BILLING);

    private static final Set<KeyClass> ALL = Set.of(KeyClass.RECORD, KeyClass.BILLING, KeyClass.PAPERS);

    /** Where else something of an owner is kept. */
    public interface Store {
        /** Removes it; returns how many pieces there were. */
        int remove(int owner, Set<KeyClass> kinds);
    }

    /** What was destroyed. */
    public record Report(Instant at, int resources, int documents) {}

    private final DataKeys keys;
    private final OwnerRows rows;
    private final List<Store> stores;
    private final OwnerNumbers numbers;
    private final Clock clock;

    Shredder(DataKeys keys, OwnerRows rows, List<Store> stores, OwnerNumbers numbers, Clock clock) {
        this.keys = keys;
        this.rows = rows;
        this.stores = List.copyOf(stores);
        this.numbers = numbers;
        this.clock = clock;
    }

    /** Whether anything of the owner is there to destroy: papers outlive the record, and a deleted record is no destroyed one. */
    boolean left(Owner owner) {
        return rows.count(owner.id(), ALL) > 0;
    }

    public Report shred(Owner owner, Set<KeyClass> kinds) {
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS);
        int resources = rows.count(owner.id(), kinds);
        keys.destroy(new Tombstone(now, owner.id(), owner.reference(), kinds));
        rows.expunge(owner.id(), kinds);
        return new Report(now, resources, remove(owner.id(), kinds));
    }

    /**
     * Does again what a restored database or key store has forgotten; before the first request.
     *
     * @return references of the owners that were back
     */
    public List<String> replay() {
        List<String> back = new ArrayList<>();
        int revived = keys.replay();
        int highest = keys.owners().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (Tombstone stone : keys.tombstones()) {
            highest = Math.max(highest, stone.owner());
            int again = rows.expunge(stone.owner(), stone.kinds()) + remove(stone.owner(), stone.kinds());
            if (again > 0) {
                back.add(stone.reference());
            }
        }
        numbers.beyond(highest);
        if (revived > 0 || !back.isEmpty()) {
            LOG.warn(
                    "A restored copy held {} destroyed keys and records of {} shredded owners; destroyed again.",
                    revived,
                    back.size());
        }
        return back;
    }

    private int remove(int owner, Set<KeyClass> kinds) {
        return stores.stream().mapToInt(store -> store.remove(owner, kinds)).sum();
    }
}
