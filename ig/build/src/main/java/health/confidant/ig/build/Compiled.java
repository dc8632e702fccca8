package health.confidant.ig.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The compiled resources under {@code compiled/}, committed so that a machine without Node builds the same guide. Two
 * hashes tell whether they still fit the sources, and whether somebody edited them by hand.
 */
final class Compiled {
    private static final String HASHES = "hashes.txt";

    private final Path guide;
    private final Compiler compiler;
    private final Consumer<String> say;

    /** Compiles the guide's sources into a folder. */
    interface Compiler {
        boolean available();

        void compile(Path target);
    }

    Compiled(Path guide, Compiler compiler, Consumer<String> say) {
        this.guide = guide;
        this.compiler = compiler;
        this.say = say;
    }

    Path folder() {
        return guide.resolve("compiled");
    }

    /** @throws Stale when the sources changed and nothing here can compile them */
    void bringUpToDate() {
        if (current()) {
            say.accept("The guide's compiled resources fit its sources.");
        } else if (compiler.available()) {
            say.accept("The guide's sources changed: compiling them.");
            Path fresh = guide.resolve("target/compiled");
            compiler.compile(fresh);
            replace(fresh);
        } else {
            throw new Stale("ig/compiled does not fit the sources of the guide, and there is no Node to compile them."
                    + " Install Node 18 or newer, run the build once, and commit ig/compiled.");
        }
    }

    /** What CI asks on a machine with Node: the committed files are what the sources compile to, byte for byte. */
    void prove() {
        if (!compiler.available()) {
            throw new Stale("The proof that ig/compiled is what the sources compile to needs Node 18 or newer.");
        }
        Path fresh = guide.resolve("target/compiled");
        compiler.compile(fresh);
        if (!current() || !Sources.hashOf(fresh).equals(Sources.hashOf(folder()))) {
            throw new Stale("ig/compiled is not what the sources compile to. Build, and commit ig/compiled.");
        }
        say.accept("The guide's compiled resources are what its sources compile to.");
    }

    private boolean current() {
        try {
            Path hashes = folder().resolve(HASHES);
            return Files.exists(hashes)
                    && Files.readAllLines(hashes).equals(List.of(Sources.hash(guide), Sources.hashOf(folder())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(Path fresh) {
        try {
            Files.createDirectories(folder());
            for (Path old : json(folder())) {
                Files.delete(old);
            }
            for (Path file : json(fresh)) {
                Files.copy(file, folder().resolve(file.getFileName()));
            }
            Files.write(folder().resolve(HASHES), List.of(Sources.hash(guide), Sources.hashOf(folder())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> json(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** The committed resources do not fit the sources. */
    static final class Stale extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stale(String message) {
            super(message);
        }
    }
}
