package health.confidant.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whoever has the database and the exports, but neither the node's keys nor the witness's file, changes the log: each
 * time it is noticed, and a changed record is named.
 */
class LogMutationTest {
    private static final int MUTATIONS = 11_000;
    private static final int RECORDS = 24;

    private final TestLog log =
            new TestLog().append(7).seal().append(9).seal().append(8).seal();
    private final CheckpointKey key = log.signer.key();
    private final List<SignedCheckpoint> witness = List.of(log.last());
    private final TestLog forger = new TestLog();

    /** @param from the first record that is not as it was; -1 where it is a checkpoint */
    private record Mutant(String kind, List<LogEntry.Stored> entries, List<SignedCheckpoint> checkpoints, long from) {}

    private LogVerifier.Result verify(List<LogEntry.Stored> entries, List<SignedCheckpoint> checkpoints) {
        LogVerifier verifier = new LogVerifier(key, TestLog::maced, false, checkpoints, witness);
        entries.forEach(verifier::accept);
        return verifier.finish();
    }

    @Test
    void untouchedLogIsIntact() throws IOException {
        assertThat(verify(log.entries, log.checkpoints).findings()).isEmpty();
        assertThat(verify(log.entries, log.checkpoints))
                .extracting("records", "sealed")
                .containsExactly(24L, 24L);
        assertThat(fileResult(log.file()).findings()).isEmpty();
    }

    @Test
    void everyMutationOfTheTablesIsDetectedAndTheFirstBadRecordNamed() {
        Random random = new Random(20260305);
        int named = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Mutant mutant = mutate(i % 8, random);
            LogVerifier.Result result = verify(mutant.entries(), mutant.checkpoints());
            assertThat(result.intact()).as(i + " " + mutant.kind()).isFalse();
            if (mutant.from() >= 0) {
                assertThat(result.first().orElseThrow().record())
                        .as(i + " " + mutant.kind() + " " + result.findings())
                        .isEqualTo(mutant.from());
                named++;
            }
        }
        assertThat(named).isGreaterThan(MUTATIONS / 2);
    }

    private Mutant mutate(int kind, Random random) {
        List<LogEntry.Stored> entries = new ArrayList<>(log.entries);
        List<SignedCheckpoint> checkpoints = new ArrayList<>(log.checkpoints);
        int at = random.nextInt(RECORDS);
        int other = (at + 1 + random.nextInt(RECORDS - 1)) % RECORDS;
        switch (kind) {
            case 0 -> {
                entries.set(at, flip(entries.get(at), random));
                return new Mutant("flip", entries, checkpoints, at);
            }
            case 1 -> {
                entries.remove(at);
                return new Mutant("delete", entries, checkpoints, at);
            }
            case 2 -> {
                entries.add(at, entries.get(other));
                return new Mutant("insert", entries, checkpoints, at);
            }
            case 3 -> {
                LogEntry.Stored kept = entries.set(at, entries.get(other));
                entries.set(other, kept);
                return new Mutant("swap", entries, checkpoints, Math.min(at, other));
            }
            case 4 -> {
                int left = random.nextInt(RECORDS);
                boolean tidy = random.nextBoolean();
                checkpoints.removeIf(signed -> tidy && signed.checkpoint().size() > left);
                return new Mutant(
                        tidy ? "roll back to a backup" : "truncate", entries.subList(0, left), checkpoints, left);
            }
            case 5 -> {
                entries.set(at, redated(at, 1 + random.nextInt(1_000_000)));
                return new Mutant("re-date", entries, checkpoints, at);
            }
            case 6 -> {
                forged(entries, at, random);
                return new Mutant("re-sign with another key", entries, resigned(entries), -1);
            }
            default -> {
                int which = random.nextInt(checkpoints.size());
                Checkpoint old = checkpoints.get(which).checkpoint();
                Checkpoint changed = random.nextBoolean()
                        ? new Checkpoint(
                                old.origin(), old.size(), old.root(), old.at().minusSeconds(1))
                        : new Checkpoint(old.origin(), old.size() + 1, old.root(), old.at());
                SignedCheckpoint signed = checkpoints.get(which);
                checkpoints.set(
                        which, new SignedCheckpoint(changed, signed.name(), signed.keyId(), signed.signature()));
                return new Mutant("change a checkpoint", entries, checkpoints, -1);
            }
        }
    }

    private static LogEntry.Stored flip(LogEntry.Stored entry, Random random) {
        byte[][] parts = {
            entry.leaf().clone(), entry.check().clone(), entry.sealed().clone()
        };
        byte[] part = parts[random.nextInt(3)];
        part[random.nextInt(part.length)] ^= (byte) (1 << random.nextInt(8));
        return new LogEntry.Stored(parts[0], parts[1], parts[2]);
    }

    private LogEntry.Stored redated(int at, int micros) {
        AuditRecord record = log.records.get(at);
        Leaf leaf = log.leaves.get(at);
        Leaf redated = new Leaf(
                leaf.sequence(),
                leaf.at().minusNanos(micros * 1000L),
                leaf.id(),
                leaf.owner(),
                leaf.action(),
                leaf.outcome(),
                leaf.purpose(),
                leaf.track(),
                leaf.agent(),
                leaf.entities(),
                leaf.commitment(),
                leaf.sealed());
        return new LogEntry.Stored(redated.canonical(), TestLog.mac(leaf), TestLog.sealed(record));
    }

    private static void forged(List<LogEntry.Stored> entries, int at, Random random) {
        if (random.nextBoolean()) {
            AuditRecord record = TestLog.record(at + 1000);
            entries.set(at, TestLog.entry(TestLog.leaf(at, record), record));
        }
    }

    /** A tree of their own over what they left, signed with a key of their own of the same name. */
    private List<SignedCheckpoint> resigned(List<LogEntry.Stored> entries) {
        List<SignedCheckpoint> forged = new ArrayList<>();
        Frontier frontier = new Frontier();
        for (LogEntry.Stored entry : entries) {
            frontier.add(MerkleTree.leaf(entry.leaf()));
        }
        forged.add(forger.signer.sign(new Checkpoint(key.name(), frontier.size(), frontier.root(), TestLog.BEGIN)));
        return forged;
    }

    private LogVerifier.Result fileResult(String text) throws IOException {
        return LogFile.verify(new BufferedReader(new StringReader(text)), Optional.of(key), witness);
    }

    @Test
    void everyChangedCharacterAndLineOfAnExportIsDetected() throws IOException {
        String file = log.file();
        Random random = new Random(20260306);
        List<String> lines = file.lines().toList();
        for (int i = 0; i < 2_000; i++) {
            List<String> changed = new ArrayList<>(lines);
            int at = random.nextInt(changed.size());
            String text;
            switch (i % 5) {
                case 0 -> {
                    int place = random.nextInt(file.length());
                    text = file.substring(0, place)
                            + (char) (file.charAt(place) ^ (1 << random.nextInt(5)))
                            + file.substring(place + 1);
                }
                case 1 -> {
                    changed.remove(at);
                    text = String.join("\n", changed) + "\n";
                }
                case 2 -> {
                    changed.add(at, changed.get(random.nextInt(changed.size())));
                    text = String.join("\n", changed) + "\n";
                }
                case 3 -> {
                    int other = (at + 1 + random.nextInt(changed.size() - 1)) % changed.size();
                    String kept = changed.set(at, changed.get(other));
                    changed.set(other, kept);
                    text = String.join("\n", changed) + "\n";
                }
                default -> text = file.substring(0, random.nextInt(file.length()));
            }
            assertThat(fileResult(text).intact()).as(i + "\n" + text).isFalse();
        }
    }

    @Test
    void exportWithArchivedPartsVerifiesAndNamesTheRecordBehindThem() throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        entries.add(new LogEntry.Subtree(2, 0, log.node(2, 0)));
        entries.addAll(log.entries.subList(4, RECORDS));
        java.io.StringWriter out = new java.io.StringWriter();
        assertThat(LogFile.write(out, key, log.checkpoints, entries.iterator())).isEqualTo(20);
        assertThat(fileResult(out.toString()).findings()).isEmpty();
        entries.set(6, entries.get(7));
        out = new java.io.StringWriter();
        LogFile.write(out, key, log.checkpoints, entries.iterator());
        assertThat(fileResult(out.toString()).first().orElseThrow().record()).isEqualTo(9);
    }

    @Test
    void recordsThatAreGoneTooEarlyAreNamedEvenWhereTheirHashesAreLeft() {
        LogVerifier verifier = new LogVerifier(key, TestLog::maced, false, log.checkpoints, witness);
        verifier.accept(new LogEntry.Subtree(2, 0, log.node(2, 0)));
        log.entries.subList(4, RECORDS).forEach(verifier::accept);
        assertThat(verifier.finish().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.record()).isZero();
            assertThat(finding.to()).isEqualTo(3);
        });
    }

    @Test
    void recordsBehindTheLastCheckpointAreCheckedByTheirMac() {
        log.append(3);
        LogVerifier.Result result = verify(log.entries, log.checkpoints);
        assertThat(result.findings()).isEmpty();
        assertThat(result).extracting("records", "sealed").containsExactly(27L, 24L);
        List<LogEntry.Stored> entries = new ArrayList<>(log.entries);
        entries.set(25, redated(25, 5));
        assertThat(verify(entries, log.checkpoints).first().orElseThrow().record())
                .isEqualTo(25);
    }
}
