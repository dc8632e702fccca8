package health.confidant.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** The published BALP profiles, from the folder that {@code -Dfhir.packages} names; the project has no copy of them. */
final class BalpProfiles {
    private BalpProfiles() {}

    /** Empty where the folder is not there. */
    static Optional<PrePopulatedValidationSupport> load(FhirContext fhir) {
        Path folder = Path.of(System.getProperty("fhir.packages", "../../shared/packages"), "balp");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(fhir);
        try (Stream<Path> files = Files.list(folder)) {
            IParser parser = fhir.newJsonParser();
            files.filter(file -> file.getFileName()
                            .toString()
                            .matches("(StructureDefinition|ValueSet|CodeSystem)-.*\\.json"))
                    .sorted()
                    .forEach(file -> support.addResource(read(parser, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(support);
    }

    private static IBaseResource read(IParser parser, Path file) {
        try {
            return parser.parseResource(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
