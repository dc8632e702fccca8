package health.confidant.server.journal;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.CheckpointKey;
import health.confidant.audit.MerkleTree;
import health.confidant.audit.Payload.Field;
import health.confidant.audit.Receipt;
import health.confidant.audit.ReceiptFile;
import health.confidant.audit.SignedCheckpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Makes receipts: what proves that records are in the journal and say what a reader was shown. */
public final class Receipts {
    private final Journal journal;
    private final DataSource source;

    Receipts(Journal journal, DataSource source) {
        this.journal = journal;
        this.source = source;
    }

    /**
     * Of every record that is sealed; those of this node are sealed now.
     *
     * @param view what the reader is shown of a record: a field that it changes stays hidden in the receipt
     * @throws JournalUnavailable when the journal cannot be sealed or read
     */
    public ReceiptFile of(List<JournalReader.Entry> entries, UnaryOperator<AuditRecord> view) {
        journal.seal();
        Map<Integer, List<JournalReader.Entry>> logs = entries.stream()
                .collect(Collectors.groupingBy(JournalReader.Entry::log, TreeMap::new, Collectors.toList()));
        List<ReceiptFile.Part> parts = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            for (StoredLog log : StoredLog.all(connection)) {
                if (logs.containsKey(log.id())) {
                    parts.add(part(connection, log, logs.get(log.id()), view));
                }
            }
        } catch (SQLException e) {
            throw new JournalUnavailable("The journal cannot be read now.", e);
        }
        return new ReceiptFile(parts);
    }

    private static ReceiptFile.Part part(
            Connection connection, StoredLog log, List<JournalReader.Entry> entries, UnaryOperator<AuditRecord> view)
            throws SQLException {
        SignedCheckpoint checkpoint = log.last();
        long size = checkpoint.checkpoint().size();
        TileNodes nodes = new TileNodes(connection, log.id());
        List<Receipt> receipts = new ArrayList<>();
        for (JournalReader.Entry entry : entries) {
            long sequence = entry.leaf().sequence();
            if (sequence < size && entry.opened().isPresent()) {
                JournalReader.Opened opened = entry.opened().get();
                receipts.add(Receipt.of(
                        entry.leaf(),
                        MerkleTree.inclusion(sequence, size, nodes),
                        opened.salt(),
                        opened.payload(),
                        shown(entry.record(), view.apply(entry.record()))));
            }
        }
        CheckpointKey key = log.key();
        return new ReceiptFile.Part(key, checkpoint, receipts);
    }

    private static Set<Field> shown(AuditRecord record, AuditRecord seen) {
        Set<Field> shown = EnumSet.of(Field.DETAIL, Field.PATIENT);
        if (seen.agent().equals(record.agent())) {
            shown.add(Field.AGENT);
            shown.add(Field.ROLES);
        }
        if (seen.entities().equals(record.entities())) {
            shown.add(Field.ENTITIES);
        }
        if (seen.rules().equals(record.rules())) {
            shown.add(Field.RULES);
        }
        return shown;
    }
}
