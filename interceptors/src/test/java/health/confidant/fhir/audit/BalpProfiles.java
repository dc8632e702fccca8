package health.confidant.fhir.audit;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;

/** The published BALP profiles, from the test resources; {@code NOTICE.md} there says whose they are. */
final class BalpProfiles {
    private BalpProfiles() {}

    static PrePopulatedValidationSupport load(FhirContext fhir) {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(fhir);
        for (String file : text("files.txt").strip().split("\n")) {
            support.addResource(fhir.newJsonParser().parseResource(text(file)));
        }
        return support;
    }

    private static String text(String file) {
        try (InputStream in = BalpProfiles.class.getResourceAsStream("balp/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
