package health.confidant.ig;

import java.io.InputStream;
import java.util.Optional;

/** The guide as its build leaves it on the class path. */
public final class Guide {
    /** Where every profile, code system and value set of the guide has its canonical URL. */
    public static final String CANONICAL = "https://confidant.health/fhir";

    /** The FHIR NPM package, for loaders that take a class path location. */
    public static final String PACKAGE = "classpath:health/confidant/ig/package.tgz";

    private Guide() {}

    /** A file of the rendered site by its path below {@code /ig}, such as {@code index.html}; empty when there is none. */
    public static Optional<InputStream> page(String path) {
        return open("site/" + path);
    }

    /** The package itself. */
    public static InputStream archive() {
        return open("package.tgz").orElseThrow(() -> new IllegalStateException("The guide was not built."));
    }

    private static Optional<InputStream> open(String name) {
        return Optional.ofNullable(Guide.class.getResourceAsStream(name));
    }
}
