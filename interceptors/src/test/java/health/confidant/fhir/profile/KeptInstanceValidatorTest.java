package health.confidant.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import health.confidant.ig.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** A validator that has validated others before says what a new one says. */
class KeptInstanceValidatorTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final DefaultProfileValidationSupport BASE = new DefaultProfileValidationSupport(R4);

    private final ProfileValidator kept = new ProfileValidator(R4, BASE);
    private final ProfileValidator fresh = new ProfileValidator(R4, BASE, FhirInstanceValidator::new);

    @Test
    void aKeptValidatorSaysWhatANewOneSaysInAnyOrderAndFromManyThreads() {
        Random random = new Random(11);
        List<Resource> resources = new ArrayList<>();
        for (World.Chapter chapter : World.read().chapters()) {
            for (Bundle.BundleEntryComponent entry : R4.newJsonParser()
                    .parseResource(Bundle.class, chapter.json())
                    .getEntry()) {
                resources.add(entry.getResource());
                resources.add(spoiled(entry.getResource(), random));
            }
        }
        Collections.shuffle(resources, random);
        List<Resource> some = resources.subList(0, 60);
        List<List<Fault>> expected = some.stream().map(fresh::faults).toList();
        assertThat(expected).as("some are good").anyMatch(List::isEmpty);
        assertThat(expected).as("some are bad").anyMatch(faults -> !faults.isEmpty());
        for (int round = 0; round < 2; round++) {
            assertThat(some.parallelStream().map(kept::faults).toList()).isEqualTo(expected);
        }
    }

    /** Without one of its elements, and of a profile that is not there. */
    private static Resource spoiled(Resource resource, Random random) {
        Resource copy = resource.copy();
        List<Property> full = copy.children().stream()
                .filter(child -> child.hasValues() && !child.getName().equals("id"))
                .toList();
        Property one = full.get(random.nextInt(full.size()));
        for (Base value : List.copyOf(one.getValues())) {
            copy.removeChild(one.getName(), value);
        }
        copy.getMeta().addProfile("http://example.org/not-there");
        return copy;
    }
}
