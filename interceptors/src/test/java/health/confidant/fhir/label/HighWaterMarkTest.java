package health.confidant.fhir.label;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Track;
import health.confidant.label.Label;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Requirement 7. */
class HighWaterMarkTest {
    private static <R extends Resource> R labelled(R resource, Label... labels) {
        Stamp.apply(resource, Set.of(labels), Track.GENERAL);
        return resource;
    }

    @Test
    void theHighestLevelAndTheLawCount() {
        Bundle bundle = new Bundle();
        bundle.addEntry().setResource(labelled(new Practitioner(), Label.NORMAL));
        bundle.addEntry().setResource(labelled(new Observation(), Label.RESTRICTED, Label.PART2, Label.SUD));
        HighWaterMark.apply(bundle);
        assertThat(bundle.getMeta().getSecurity()).extracting("code").containsExactly("R", "42CFRPart2");
    }

    @Test
    void anInnerBundleCountsForTheOuterOne() {
        Bundle inner = new Bundle();
        inner.addEntry().setResource(labelled(new Observation(), Label.VERY_RESTRICTED, Label.PART2));
        Bundle outer = new Bundle();
        outer.addEntry().setResource(inner);
        outer.addEntry();
        HighWaterMark.apply(outer);
        assertThat(outer.getMeta().getSecurity()).extracting("code").containsExactly("V", "42CFRPart2");
    }

    @Test
    void nothingInItGivesNoLabel() {
        Bundle empty = new Bundle();
        HighWaterMark.apply(empty);
        assertThat(empty.getMeta().getSecurity()).isEmpty();
    }
}
