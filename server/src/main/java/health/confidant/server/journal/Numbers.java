package health.confidant.server.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The numbers of a node's log: each is given out once, and what became of it is known before it is sealed. The monitor
 * is held for nanoseconds, never over the network or the disk.
 */
final class Numbers {
    /** What became of a number that has no row. */
    enum Fate {
        /** Its row was durable. */
        RECORDED,
        /** Its transaction was rolled back. */
        VOID,
        /** The connection broke at the commit: it may be there, or not. */
        UNKNOWN
    }

    private final AckFile file;
    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<Long, Fate> fates = new HashMap<>();
    /** What was given out before this process began may still be on its way to a commit. */
    private final long first;

    private long next;

    /** @param next the first number to give out */
    Numbers(AckFile file, long next) {
        this.file = file;
        this.first = next;
        this.next = next;
    }

    synchronized long take() {
        long number = next++;
        open.add(number);
        file.issue(number);
        return number;
    }

    synchronized void settle(long number, Fate fate) {
        if (fate == Fate.RECORDED) {
            file.acknowledge(number);
        } else {
            fates.put(number, fate);
        }
        open.remove(number);
    }

    /** Every number below it is settled. */
    synchronized long settled() {
        return open.isEmpty() ? next : open.first();
    }

    synchronized Fate fate(long number) {
        Fate fate = fates.get(number);
        if (fate != null) {
            return fate;
        }
        if (file.acknowledged(number)) {
            return Fate.RECORDED;
        }
        return number < first ? Fate.UNKNOWN : Fate.VOID;
    }

    /** Sealed numbers need no memory. */
    synchronized void forget(long below) {
        fates.keySet().removeIf(number -> number < below);
    }
}
