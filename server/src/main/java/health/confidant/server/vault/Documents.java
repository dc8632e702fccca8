package health.confidant.server.vault;

import health.confidant.server.keys.KeyClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of {@code confidant.document}. */
final class Documents {
    private static final String COLUMNS = "blob, reference, owner, kind, content_type, length, parts, hashes";

    private final JdbcTemplate sql;

    Documents(JdbcTemplate sql) {
        this.sql = sql;
    }

    Optional<Document> find(String reference) {
        return sql
                .query(
                        "select " + COLUMNS + " from confidant.document where reference = ?",
                        (row, n) -> read(row),
                        reference)
                .stream()
                .findFirst();
    }

    /** @return whether this document is the one; false if there is one already */
    boolean create(Document document) {
        return sql.update(
                        "insert into confidant.document (blob, reference, owner, kind, content_type, length) values"
                                + " (?, ?, ?, ?, ?, ?) on conflict (reference) do nothing",
                        document.blob(),
                        document.reference(),
                        document.owner(),
                        document.kind().name(),
                        document.contentType(),
                        document.length())
                > 0;
    }

    /** @return whether the part follows those that were there; false when another one came first */
    boolean append(Document document, long part, String hash) {
        return sql.update(
                        "update confidant.document set parts = parts || ?::bigint, hashes = hashes || ?::text where blob ="
                                + " ? and cardinality(parts) = ?",
                        part,
                        hash,
                        document.blob(),
                        document.parts().size())
                > 0;
    }

    /** The same bytes under another key. @return false when a part came, or another took its place, meanwhile */
    boolean replace(Document before, Document after) {
        return sql.update(
                        "update confidant.document set blob = ?, owner = ?, kind = ?, hashes = ? where blob = ? and"
                                + " cardinality(parts) = ?",
                        after.blob(),
                        after.owner(),
                        after.kind().name(),
                        after.hashes().toArray(String[]::new),
                        before.blob(),
                        before.parts().size())
                > 0;
    }

    List<String> references(int owner, KeyClass kind) {
        return sql.queryForList(
                "select reference from confidant.document where owner = ? and kind = ?",
                String.class,
                owner,
                kind.name());
    }

    List<UUID> blobs(int owner, List<KeyClass> kinds) {
        return sql.queryForList(
                "select blob from confidant.document where owner = ? and kind = any(?)",
                UUID.class,
                owner,
                kinds.stream().map(Enum::name).toArray(String[]::new));
    }

    List<UUID> all() {
        return sql.queryForList("select blob from confidant.document", UUID.class);
    }

    void remove(UUID blob) {
        sql.update("delete from confidant.document where blob = ?", blob);
    }

    private static Document read(ResultSet row) throws SQLException {
        return new Document(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getInt(3),
                KeyClass.valueOf(row.getString(4)),
                row.getString(5),
                row.getLong(6),
                Arrays.asList((Long[]) row.getArray(7).getArray()),
                Arrays.asList((String[]) row.getArray(8).getArray()));
    }
}
