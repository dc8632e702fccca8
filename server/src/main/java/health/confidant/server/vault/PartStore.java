package health.confidant.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where sealed parts lie, each named {@code blob/hash}, so that two requests never write one. A part is there whole or not at all. */
interface PartStore {
    /** The store does not answer, or not as it should. Nothing is lost: what was said to be kept is kept. */
    final class Unavailable extends IOException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A file of this machine to seal a part into, before it has its name. */
    Path draft() throws IOException;

    /**
     * Durable when it returns.
     *
     * @param hash SHA-256 of the draft's bytes, in hexadecimal
     */
    void keep(Path draft, UUID blob, String hash) throws IOException;

    /** @throws NoSuchFileException when there is no such part */
    InputStream read(UUID blob, String hash) throws IOException;

    /** All parts of a blob; there may be none. */
    void remove(UUID blob) throws IOException;

    /** Blobs that have parts here, the last of them kept before this instant. */
    List<UUID> blobs(Instant before) throws IOException;
}
