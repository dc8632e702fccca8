package health.confidant.server.vault;

import health.confidant.access.Segment;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.atrest.Renewal;
import health.confidant.server.database.StartRefused;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.KeyException;
import health.confidant.server.keys.StreamSeal;
import health.confidant.server.segment.Companion;
import health.confidant.server.shred.Shredder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Seals what comes in, part by part, and opens it for its DocumentReference alone. A part is one upload request; a
 * broken one leaves nothing, and the next begins where the last whole one ended.
 */
public final class Vault implements Shredder.Store, Renewal.Store, Companion {
    private static final int BUFFER = 64 * 1024;

    private final Documents documents;
    private final PartStore store;
    private final StreamSeal seal;

    Vault(Documents documents, PartStore store, StreamSeal seal) {
        this.documents = documents;
        this.store = store;
        this.seal = seal;
    }

    /**
     * @param length bytes that are said to come
     * @return whether the part was kept: false when fewer came, or another part came first
     */
    boolean append(Document document, InputStream plain, long length) throws IOException {
        Path draft = store.draft();
        try {
            int number = document.parts().size();
            MessageDigest digest = sha256();
            long taken = seal(document, number, plain, length, draft, digest);
            if (taken != length) {
                return false;
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            store.keep(draft, document.blob(), hash); // Of two requests for one part, the row names one.
            return documents.append(document, length, hash);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** @throws KeyException.Broken at the first byte of a part that was changed, exchanged or cut off */
    void open(Document document, OutputStream target) throws IOException {
        for (int number = 0; number < document.parts().size(); number++) {
            verify(document, number);
            try (InputStream sealed =
                            store.read(document.blob(), document.hashes().get(number));
                    InputStream plain = seal.open(document.owner(), document.kind(), document.place(number), sealed)) {
                plain.transferTo(target);
            }
        }
    }

    /** Whether the first part opens: before a header of an answer leaves. */
    void check(Document document) throws IOException {
        if (!document.parts().isEmpty()) {
            verify(document, 0);
            try (InputStream sealed =
                            store.read(document.blob(), document.hashes().get(0));
                    InputStream plain = seal.open(document.owner(), document.kind(), document.place(0), sealed)) {
                plain.read();
            }
        }
    }

    /** A DocumentReference that comes to another owner, or to or from billing, takes its document along. */
    @Override
    public void moved(String reference, Segment target) {
        Bodies.Key key = Bodies.Key.of(target);
        reseal(reference, key, document -> document.owner() != key.owner() || document.kind() != key.kind());
    }

    /** What comes meanwhile is sealed with the newest key already. */
    @Override
    public int reseal(int owner, KeyClass kind) {
        List<String> sealed = documents.references(owner, kind);
        sealed.forEach(reference -> reseal(
                reference,
                new Bodies.Key(owner, kind),
                document -> document.owner() == owner && document.kind() == kind));
        return sealed.size();
    }

    /** Again, when a part came in between; the parts of the attempt are swept at the next start. */
    private void reseal(String reference, Bodies.Key key, Predicate<Document> outdated) {
        Optional<Document> document = documents.find(reference).filter(outdated);
        while (document.isPresent() && !reseal(document.get(), key)) {
            document = documents.find(reference).filter(outdated);
        }
    }

    @Override
    public int remove(int owner, Set<KeyClass> kinds) {
        List<UUID> blobs = documents.blobs(owner, List.copyOf(kinds));
        try {
            for (UUID blob : blobs) {
                store.remove(blob);
                documents.remove(blob);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blobs.size();
    }

    /**
     * Removes parts that no row names: of a write that a crash or a rollback cut off. Asked at start, which is where a
     * store that does not answer is found out.
     *
     * @param before last changed before this instant, since another node may be writing
     * @throws StartRefused when the store does not answer
     */
    public int sweep(Instant before) throws IOException {
        Set<UUID> known = Set.copyOf(documents.all());
        int swept = 0;
        try {
            for (UUID blob : store.blobs(before)) {
                if (!known.contains(blob)) {
                    store.remove(blob);
                    swept++;
                }
            }
        } catch (PartStore.Unavailable e) {
            throw new StartRefused(
                    "The store of the documents is not available (" + e.getMessage()
                            + "). Look at CONFIDANT_DOCUMENTS_BUCKET_URL and its keys.",
                    e);
        }
        return swept;
    }

    private boolean reseal(Document before, Bodies.Key key) {
        Document after = new Document(
                UUID.randomUUID(),
                before.reference(),
                key.owner(),
                key.kind(),
                before.contentType(),
                before.length(),
                before.parts(),
                List.of());
        List<String> hashes = new ArrayList<>();
        try {
            for (int number = 0; number < before.parts().size(); number++) {
                verify(before, number);
                Path draft = store.draft();
                MessageDigest digest = sha256();
                try (InputStream sealed =
                                store.read(before.blob(), before.hashes().get(number));
                        InputStream plain = seal.open(before.owner(), before.kind(), before.place(number), sealed)) {
                    seal(after, number, plain, before.parts().get(number), draft, digest);
                }
                String hash = HexFormat.of().formatHex(digest.digest());
                hashes.add(hash);
                store.keep(draft, after.blob(), hash);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents.replace(
                before,
                new Document(
                        after.blob(),
                        after.reference(),
                        after.owner(),
                        after.kind(),
                        after.contentType(),
                        after.length(),
                        after.parts(),
                        hashes));
    }

    private long seal(Document document, int number, InputStream plain, long most, Path draft, MessageDigest digest)
            throws IOException {
        long taken = 0;
        try (OutputStream out = seal.seal(
                document.owner(),
                document.kind(),
                document.place(number),
                new DigestOutputStream(Files.newOutputStream(draft), digest))) {
            byte[] buffer = new byte[BUFFER];
            int read = 0;
            while (taken < most && read >= 0) {
                read = plain.read(buffer, 0, (int) Math.min(buffer.length, most - taken));
                if (read > 0) {
                    out.write(buffer, 0, read);
                    taken += read;
                }
            }
        }
        return taken;
    }

    /** The hash is of what is stored, so that checking it needs no key and says nothing of the text. */
    private void verify(Document document, int number) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream sealed = new DigestInputStream(
                store.read(document.blob(), document.hashes().get(number)), digest)) {
            sealed.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException e) {
            throw new KeyException.Broken("A part of the document is not there.");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(document.hashes().get(number))) {
            throw new KeyException.Broken("A part of the document was changed.");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
