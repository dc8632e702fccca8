package health.confidant.server.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key store in a directory of its own, for tests; opened again, it is another node. */
final class KeyStand {
    final Path directory;

    KeyStand() {
        try {
            directory = Files.createTempDirectory("keys");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WrappingKey wrapping() {
        return new Pkcs12WrappingKey(directory.resolve("wrapping.p12"), "correct horse".toCharArray());
    }

    DataKeys open() {
        return open(wrapping());
    }

    DataKeys open(WrappingKey wrapping) {
        return new DataKeys(new KeyFiles(directory), wrapping, new Tombstones(directory), System::nanoTime);
    }
}
