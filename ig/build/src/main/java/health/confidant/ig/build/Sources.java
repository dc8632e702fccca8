package health.confidant.ig.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 of files by name and content, the same on every machine: line ends and order do not count. */
final class Sources {
    /** What decides the compiled resources, relative to the guide's folder. */
    private static final List<String> COMPILED = List.of(
            "sushi-config.yaml",
            "package-lock.json",
            "input/fsh",
            "src/main/resources/health/confidant/ig/sud-codes.csv",
            "build/src/main/java/health/confidant/ig/build/SudValueSets.java");

    private Sources() {}

    static String hash(Path guide) {
        return hash(
                guide,
                COMPILED.stream().map(guide::resolve).flatMap(Sources::files).toList());
    }

    /** Of a folder of compiled resources. */
    static String hashOf(Path folder) {
        return hash(
                folder,
                files(folder).filter(file -> file.toString().endsWith(".json")).toList());
    }

    private static String hash(Path root, List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.stream().sorted().toList()) {
                String text = Files.readString(file).replace("\r\n", "\n");
                String name = root.relativize(file).toString().replace('\\', '/');
                digest.update((name + "\n" + text.length() + "\n" + text).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return Files.exists(path) ? Stream.of(path) : Stream.empty();
        }
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
