package health.confidant.audit;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Checks a log from its first record to its last, in one pass: that the records are whole, in order and the ones that
 * every checkpoint was signed over, and that every checkpoint which a witness kept is one of this log. Not thread-safe.
 */
public final class LogVerifier {
    /**
     * Something that is not as it was written.
     *
     * @param record the first record concerned
     * @param to the last one: the same where it is this very record, a later one where it is one of several
     */
    public record Finding(long record, long to, String what) {
        boolean exact() {
            return record == to;
        }

        @Override
        public String toString() {
            return (exact() ? "record " + record : "records " + record + " to " + to) + ": " + what;
        }
    }

    /**
     * @param records how many there are
     * @param sealed how many of them the last checkpoint covers
     * @param underWay whether nothing was found but numbers that are missing after what is sealed: where a node writes,
     *     their transactions may not be done, and the next checkpoint says what became of them
     */
    public record Result(long records, long sealed, List<Finding> findings, boolean underWay) {
        Result(long records, long sealed, List<Finding> findings) {
            this(records, sealed, findings, false);
        }

        public Result {
            findings = findings.stream()
                    .sorted(Comparator.comparingLong(Finding::to).thenComparing(finding -> !finding.exact()))
                    .toList();
        }

        public boolean intact() {
            return findings.isEmpty();
        }

        public Optional<Finding> first() {
            return findings.stream().findFirst();
        }
    }

    private record Expected(SignedCheckpoint signed, boolean witnessed) {
        long size() {
            return signed.checkpoint().size();
        }
    }

    private static final int MOST = 100;
    /** 45 CFR 164.316(b)(2)(i). */
    private static final Period KEPT = Period.ofYears(6);

    private final BiPredicate<Leaf, byte[]> check;
    private final boolean whole;
    private final List<Expected> expected = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Frontier frontier = new Frontier();
    private int next;
    private long good;
    private boolean broken;
    private boolean other;
    private long sealed;
    private final Instant newest;

    /**
     * @param key the log's key, from a source that the reader trusts
     * @param check whether what came with a record belongs to it
     * @param whole whether every record has to be sealed, as in an export
     * @param own the log's checkpoints in their order
     * @param witnessed checkpoints of this log that somebody else kept
     */
    public LogVerifier(
            CheckpointKey key,
            BiPredicate<Leaf, byte[]> check,
            boolean whole,
            List<SignedCheckpoint> own,
            List<SignedCheckpoint> witnessed) {
        this.check = check;
        this.whole = whole;
        long size = -1;
        Instant at = Instant.MIN;
        for (SignedCheckpoint signed : own) {
            Checkpoint checkpoint = signed.checkpoint();
            if (!key.signed(signed)) {
                find(Math.max(size, 0), "a checkpoint is not signed by the log's key");
                continue;
            }
            if (checkpoint.size() <= size || checkpoint.at().isBefore(at)) {
                find(Math.max(0, Math.min(size, checkpoint.size())), "the checkpoints are not in their order");
            }
            size = checkpoint.size();
            at = checkpoint.at();
            expected.add(new Expected(signed, false));
        }
        sealed = Math.max(size, 0);
        newest = at.equals(Instant.MIN) ? Instant.EPOCH : at;
        for (SignedCheckpoint signed : witnessed) {
            if (key.signed(signed)) {
                expected.add(new Expected(signed, true));
            } else {
                find(0, "a witnessed checkpoint is not signed by the log's key");
            }
        }
        expected.sort(Comparator.comparingLong(Expected::size));
        compare();
    }

    public void accept(LogEntry entry) {
        if (entry instanceof LogEntry.Subtree subtree) {
            accept(subtree);
        } else if (entry instanceof LogEntry.Stored stored) {
            accept(stored);
        }
        compare();
    }

    private void accept(LogEntry.Subtree subtree) {
        boolean follows = subtree.level() >= 0
                && subtree.level() < 62
                && frontier.size() % (1L << subtree.level()) == 0
                && frontier.size() >> subtree.level() == subtree.index();
        if (follows) {
            early(subtree);
            frontier.add(subtree.level(), subtree.hash());
        } else {
            find(frontier.size(), "an archived part is not at its place");
        }
    }

    /** A database may lack what was archived, and nothing is archived within the time that records are kept. */
    private void early(LogEntry.Subtree subtree) {
        long end = subtree.index() + 1 << subtree.level();
        Instant kept = newest.atOffset(ZoneOffset.UTC).minus(KEPT).toInstant();
        boolean old = expected.stream()
                .filter(at -> at.size() >= end)
                .findFirst()
                .map(at -> at.signed().checkpoint().at().isBefore(kept))
                .orElse(false);
        if (!whole && !old) {
            find(frontier.size(), end - 1, "these records are gone, and have to be kept");
        }
    }

    private void accept(LogEntry.Stored stored) {
        long place = frontier.size();
        frontier.add(MerkleTree.leaf(stored.leaf()));
        Leaf leaf;
        try {
            leaf = Leaf.parse(stored.leaf());
        } catch (IllegalArgumentException e) {
            find(place, "the record is not in its form");
            return;
        }
        if (leaf.sequence() != place) {
            boolean open = !whole && place >= sealed && leaf.sequence() > place;
            find(place, place, "record " + leaf.sequence() + " is in the place of record " + place, !open);
        } else if (!check.test(leaf, stored.check())) {
            find(place, "the record was changed");
        } else if (!Leaf.digest(stored.sealed()).equals(leaf.sealed())) {
            find(place, "the record's text was changed");
        }
    }

    private void compare() {
        while (next < expected.size() && expected.get(next).size() <= frontier.size()) {
            Expected at = expected.get(next++);
            if (broken || at.size() < frontier.size()) {
                // Within an archived part; the next one is over it all the same.
                continue;
            }
            if (at.signed().checkpoint().root().equals(frontier.root())) {
                good = frontier.size();
            } else {
                broken = true;
                find(
                        good,
                        Math.max(good, at.size() - 1),
                        "not what " + (at.witnessed() ? "a witness's" : "the log's") + " checkpoint was signed over");
            }
        }
    }

    /** After the last record. */
    public Result finish() {
        long records = frontier.size();
        for (Expected missing : expected.subList(next, expected.size())) {
            find(
                    records,
                    "the log ends here, and " + (missing.witnessed() ? "a witness's" : "its own") + " checkpoint has "
                            + missing.size() + " records");
        }
        if (whole && records > sealed) {
            find(sealed, "no checkpoint covers this record");
        }
        return new Result(records, sealed, findings, !findings.isEmpty() && !other);
    }

    /** A fault of the source itself, such as a line that is no record. */
    public void fault(String what) {
        find(frontier.size(), what);
    }

    private void find(long record, String what) {
        find(record, record, what);
    }

    private void find(long record, long to, String what) {
        find(record, to, what, true);
    }

    private void find(long record, long to, String what, boolean forGood) {
        other |= forGood;
        if (findings.size() < MOST) {
            findings.add(new Finding(record, to, what));
        }
    }
}
