package health.confidant.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.access.Owner;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.server.database.Database;
import health.confidant.server.database.DatabaseProperties;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.KeyException;
import health.confidant.server.keys.StreamSeal;
import health.confidant.server.keys.WrappingProperties;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The vault on a migrated database, without a server. */
class VaultTest {
    private static byte[] bytes(Vault vault, Document document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        vault.open(document, out);
        return out.toByteArray();
    }

    @Test
    void partsAreAppendedInOrderOpenedWholeMovedUnderAnotherKeyAndRemoved() throws Exception {
        Path directory = Files.createTempDirectory("vault");
        DatabaseProperties properties = new DatabaseProperties("", "", "", "", directory, 4, 20_000);
        DataKeys keys = DataKeys.open(WrappingProperties.of(Map.of()), directory.resolve("keys"), true);
        try (Database database = Database.open(properties)) {
            new JdbcTemplate(database.owner())
                    .update("insert into confidant.owner (kind, reference) values ('PATIENT', 'Patient/a'),"
                            + " ('PATIENT', 'Patient/b')");
            Documents documents = new Documents(new JdbcTemplate(database.requests()));
            Vault vault = new Vault(documents, new Folder(directory.resolve("documents")), new StreamSeal(keys));
            String reference = "DocumentReference/d";
            Document announced = new Document(
                    UUID.randomUUID(), reference, 10, KeyClass.RECORD, "text/plain", 10, List.of(), List.of());
            assertThat(documents.create(announced)).isTrue();
            assertThat(documents.create(announced)).isFalse();
            assertThat(vault.append(announced, new ByteArrayInputStream("hello".getBytes()), 5))
                    .isTrue();
            assertThat(vault.append(announced, new ByteArrayInputStream("other".getBytes()), 5))
                    .as("two requests for one part")
                    .isFalse();
            Document half = documents.find(reference).orElseThrow();
            assertThat(half.offset()).isEqualTo(5);
            assertThat(half.complete()).isFalse();
            assertThat(vault.append(half, new ByteArrayInputStream("wor".getBytes()), 5))
                    .as("cut off")
                    .isFalse();
            assertThat(vault.append(half, new ByteArrayInputStream("world".getBytes()), 5))
                    .isTrue();
            Document whole = documents.find(reference).orElseThrow();
            assertThat(whole.complete()).isTrue();
            assertThat(new String(bytes(vault, whole))).isEqualTo("helloworld");
            Owner other = new Owner(11, Owner.Kind.PATIENT, "Patient/b");
            vault.moved(reference, new Segment(500, other, Track.BILLING, Set.of(), "", "", Set.of()));
            Document moved = documents.find(reference).orElseThrow();
            assertThat(moved.owner()).isEqualTo(11);
            assertThat(moved.kind()).isEqualTo(KeyClass.BILLING);
            assertThat(new String(bytes(vault, moved))).isEqualTo("helloworld");
            Path part = directory
                    .resolve("documents")
                    .resolve(moved.blob().toString())
                    .resolve(moved.hashes().get(0));
            byte[] kept = Files.readAllBytes(part);
            kept[kept.length - 1] ^= 1;
            Files.write(part, kept);
            assertThatThrownBy(() -> bytes(vault, moved)).isInstanceOf(KeyException.Broken.class);
            assertThat(vault.remove(11, Set.of(KeyClass.RECORD))).isZero();
            assertThat(vault.remove(11, Set.of(KeyClass.BILLING))).isEqualTo(1);
            assertThat(part).doesNotExist();
            assertThat(documents.find(reference)).isEmpty();
        }
    }
}
