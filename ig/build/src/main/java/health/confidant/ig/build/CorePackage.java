package health.confidant.ig.build;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** FHIR's own definitions as the package that the compiler looks for, made from those that HAPI brings. */
final class CorePackage {
    private static final String ROOT = "/org/hl7/fhir/r4/model/";
    private static final List<String> BUNDLES = List.of(
            "profile/profiles-types.xml",
            "profile/profiles-resources.xml",
            "profile/profiles-others.xml",
            "extension/extension-definitions.xml",
            "valueset/valuesets.xml",
            "valueset/v2-tables.xml",
            "valueset/v3-codesystems.xml");
    private static final String MANIFEST =
            """
            {"name": "hl7.fhir.r4.core", "version": "4.0.1", "fhirVersions": ["4.0.1"], "type": "Core",
             "canonical": "http://hl7.org/fhir", "url": "http://hl7.org/fhir/R4"}
            """;

    private CorePackage() {}

    /** Writes {@code hl7.fhir.r4.core#4.0.1} into a package cache, once. */
    static void write(Path cache) {
        Path folder = cache.resolve("hl7.fhir.r4.core#4.0.1/package");
        if (Files.exists(folder.resolve("package.json"))) {
            return;
        }
        FhirContext r4 = FhirContext.forR4Cached();
        IParser json = r4.newJsonParser();
        try {
            Files.createDirectories(folder);
            for (String name : BUNDLES) {
                try (InputStream in = CorePackage.class.getResourceAsStream(ROOT + name)) {
                    for (Bundle.BundleEntryComponent entry :
                            r4.newXmlParser().parseResource(Bundle.class, in).getEntry()) {
                        Resource resource = entry.getResource();
                        String file = resource.fhirType() + "-"
                                + resource.getIdElement().getIdPart() + ".json";
                        Files.writeString(folder.resolve(file), json.encodeResourceToString(resource));
                    }
                }
            }
            Files.writeString(folder.resolve("package.json"), MANIFEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
