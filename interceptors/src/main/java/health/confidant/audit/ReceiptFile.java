package health.confidant.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The receipts of one report, in one text file that is checked without a database: for each log its key, its
 * checkpoint and the records.
 */
public record ReceiptFile(List<Part> parts) {
    private static final String HEAD = "confidant-receipt 1";

    /** The records of one log. */
    public record Part(CheckpointKey key, SignedCheckpoint checkpoint, List<Receipt> receipts) {
        public Part {
            receipts = List.copyOf(receipts);
        }
    }

    public ReceiptFile {
        parts = List.copyOf(parts);
    }

    public String text() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        int count = 0;
        for (Part part : parts) {
            text.append("key ").append(part.key().text()).append('\n');
            byte[] note = part.checkpoint().text().getBytes(StandardCharsets.UTF_8);
            text.append("checkpoint ").append(Base64Text.encode(note)).append('\n');
            for (Receipt receipt : part.receipts()) {
                text.append("record ").append(receipt.line()).append('\n');
                count++;
            }
        }
        return text.append("end ").append(count).append('\n').toString();
    }

    /** @throws IllegalArgumentException when the text is no whole receipt; the message names the line */
    public static ReceiptFile parse(String text) {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(HEAD)) {
            throw new IllegalArgumentException("line 1: not a receipt of version 1");
        }
        List<Part> parts = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        CheckpointKey key = null;
        SignedCheckpoint checkpoint = null;
        int count = 0;
        for (int i = 1; i < lines.length; i++) {
            String[] halves = lines[i].split(" ", 2);
            String rest = halves.length == 2 ? halves[1] : "";
            try {
                switch (halves[0]) {
                    case "key" -> {
                        if (key != null) {
                            parts.add(new Part(key, checkpoint, receipts));
                            receipts = new ArrayList<>();
                        }
                        key = CheckpointKey.parse(rest);
                        checkpoint = null;
                    }
                    case "checkpoint" ->
                        checkpoint =
                                SignedCheckpoint.parse(new String(Base64Text.decode(rest), StandardCharsets.UTF_8));
                    case "record" -> {
                        receipts.add(Receipt.parse(rest));
                        count++;
                    }
                    case "end" -> {
                        return ended(i, lines, rest, count, parts, key, checkpoint, receipts);
                    }
                    default -> throw new IllegalArgumentException("unknown");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        throw new IllegalArgumentException("the receipt has no end");
    }

    private static ReceiptFile ended(
            int line,
            String[] lines,
            String rest,
            int count,
            List<Part> parts,
            CheckpointKey key,
            SignedCheckpoint checkpoint,
            List<Receipt> receipts) {
        if (!rest.equals(Integer.toString(count)) || line != lines.length - 2 || !lines[line + 1].isEmpty()) {
            throw new IllegalArgumentException("records are missing or something follows the end");
        }
        if (key != null) {
            parts.add(new Part(key, checkpoint, receipts));
        }
        return new ReceiptFile(parts);
    }

    /**
     * What is wrong, in plain sentences; empty when every record is in the log that its checkpoint is of.
     *
     * @param trusted the keys that the reader trusts, by origin; empty to trust the ones in the file, which the reader
     *     then has to compare with the published ones
     */
    public List<String> faults(List<CheckpointKey> trusted) {
        List<String> faults = new ArrayList<>();
        for (Part part : parts) {
            boolean known = trusted.isEmpty()
                    || trusted.stream()
                            .anyMatch(key -> key.text().equals(part.key().text()));
            if (!known) {
                faults.add("the log " + part.key().name() + " is signed by a key that you do not trust");
            }
            if (part.checkpoint() == null || !part.key().signed(part.checkpoint())) {
                faults.add("the checkpoint of " + part.key().name() + " is not signed by its key");
                continue;
            }
            for (Receipt receipt : part.receipts()) {
                if (!receipt.proves(part.checkpoint().checkpoint())) {
                    faults.add("record " + receipt.leaf().sequence() + " of "
                            + part.key().name() + " is not in the log, or does not say this");
                }
            }
        }
        return faults;
    }

    /** The logs of which a witness kept another root for the same number of records: they were forked or rolled back. */
    public List<String> forked(List<SignedCheckpoint> witnessed) {
        return origins(witnessed, (own, kept) -> !kept.root().equals(own.root()));
    }

    /** The logs of which a witness kept this very root. */
    public List<String> witnessed(List<SignedCheckpoint> witnessed) {
        return origins(witnessed, (own, kept) -> kept.root().equals(own.root()));
    }

    private List<String> origins(List<SignedCheckpoint> witnessed, BiPredicate<Checkpoint, Checkpoint> compared) {
        return parts.stream()
                .map(part -> part.checkpoint().checkpoint())
                .filter(own -> witnessed.stream()
                        .map(SignedCheckpoint::checkpoint)
                        .anyMatch(kept -> kept.origin().equals(own.origin())
                                && kept.size() == own.size()
                                && compared.test(own, kept)))
                .map(Checkpoint::origin)
                .toList();
    }
}
