package health.confidant.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A log, or the part of it that was archived, in a text file: key, checkpoints, then the records in their order. */
public final class LogFile {
    private static final String HEAD = "confidant-log 1";

    private LogFile() {}

    /** @return how many records were written */
    public static long write(
            Writer out, CheckpointKey key, List<SignedCheckpoint> checkpoints, Iterator<LogEntry> entries)
            throws IOException {
        out.write(HEAD + "\nkey " + key.text() + "\n");
        for (SignedCheckpoint signed : checkpoints) {
            out.write("checkpoint " + Base64Text.encode(signed.text().getBytes(StandardCharsets.UTF_8)) + "\n");
        }
        long records = 0;
        long lines = 0;
        while (entries.hasNext()) {
            LogEntry entry = entries.next();
            if (entry instanceof LogEntry.Subtree part) {
                out.write("part " + part.level() + " " + part.index() + " "
                        + part.hash().base64() + "\n");
            } else if (entry instanceof LogEntry.Stored stored) {
                out.write("record " + Base64Text.encode(stored.leaf()) + " "
                        + MerkleTree.leaf(stored.leaf()).base64() + " " + Base64Text.encode(stored.sealed()) + "\n");
                records++;
            }
            lines++;
        }
        out.write("end " + checkpoints.size() + " " + lines + "\n");
        return records;
    }

    /**
     * Verifies the file.
     *
     * @param trusted the log's key from a source that the reader trusts; empty to take the one in the file, which the
     *     reader then has to compare with the published one
     * @param witnessed checkpoints of this log that somebody else kept
     */
    public static LogVerifier.Result verify(
            BufferedReader in, Optional<CheckpointKey> trusted, List<SignedCheckpoint> witnessed) throws IOException {
        Reading reading = new Reading(in, trusted, witnessed);
        try {
            return reading.run();
        } catch (IllegalArgumentException e) {
            return reading.broken("line " + reading.line + ": " + e.getMessage());
        }
    }

    private static final class Reading {
        private final BufferedReader in;
        private final Optional<CheckpointKey> trusted;
        private final List<SignedCheckpoint> witnessed;
        private final List<SignedCheckpoint> checkpoints = new ArrayList<>();
        private CheckpointKey key;
        private LogVerifier verifier;
        private long line;
        private long lines;

        Reading(BufferedReader in, Optional<CheckpointKey> trusted, List<SignedCheckpoint> witnessed) {
            this.in = in;
            this.trusted = trusted;
            this.witnessed = witnessed;
        }

        LogVerifier.Result run() throws IOException {
            require(HEAD.equals(next()), "not a log of version 1");
            String own = next();
            require(own != null && own.startsWith("key "), "no key");
            CheckpointKey named = CheckpointKey.parse(own.substring(4));
            key = trusted.orElse(named);
            require(key.text().equals(named.text()), "the log is signed by another key than the trusted one");
            for (String text = next(); text != null; text = next()) {
                String[] parts = text.split(" ", -1);
                switch (parts[0] + parts.length) {
                    case "checkpoint2" -> {
                        require(verifier == null, "a checkpoint behind the records");
                        checkpoints.add(SignedCheckpoint.parse(
                                new String(Base64Text.decode(parts[1]), StandardCharsets.UTF_8)));
                    }
                    case "record4" -> record(parts);
                    case "part4" -> {
                        lines++;
                        verifier()
                                .accept(new LogEntry.Subtree(
                                        Integer.parseInt(parts[1]), Long.parseLong(parts[2]), Hash.parse(parts[3])));
                    }
                    case "end3" -> {
                        require(
                                text.equals("end " + checkpoints.size() + " " + lines),
                                "lines are missing, or there are too many");
                        require(in.read() == -1, "something follows the end");
                        return verifier().finish();
                    }
                    default -> throw new IllegalArgumentException("no line of a log");
                }
            }
            throw new IllegalArgumentException("the file has no end");
        }

        private void record(String[] parts) {
            byte[] leaf = Base64Text.decode(parts[1]);
            lines++;
            verifier().accept(new LogEntry.Stored(leaf, Base64Text.decode(parts[2]), Base64Text.decode(parts[3])));
        }

        private LogVerifier verifier() {
            if (verifier == null) {
                verifier = new LogVerifier(key, Reading::hashed, true, checkpoints, witnessed);
            }
            return verifier;
        }

        private static boolean hashed(Leaf leaf, byte[] check) {
            return check.length == Hash.LENGTH && leaf.hash().equals(Hash.of(check));
        }

        LogVerifier.Result broken(String what) {
            if (key == null) {
                return new LogVerifier.Result(0, 0, List.of(new LogVerifier.Finding(0, 0, what)));
            }
            verifier().fault(what);
            return verifier().finish();
        }

        private String next() throws IOException {
            line++;
            StringBuilder text = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    return null;
                }
                text.append((char) c);
            }
            return text.toString();
        }

        private static void require(boolean holds, String what) {
            if (!holds) {
                throw new IllegalArgumentException(what);
            }
        }
    }
}
