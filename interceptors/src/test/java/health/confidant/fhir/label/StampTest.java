package health.confidant.fhir.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Refusal;
import health.confidant.fhir.Tree;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.*;
import org.junit.jupiter.api.Test;

/** Requirements 6, 9. */
class StampTest {
    private static final String INLINE =
            "http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label";

    private static Observation labelled(Coding... labels) {
        Observation observation = new Observation();
        for (Coding label : labels) {
            observation.getMeta().addSecurity(label.copy());
        }
        return observation;
    }

    @Property(tries = 200)
    void keepsOursAloneAndTwiceIsOnce(
            @ForAll Set<Label> labels, @ForAll Track track, @ForAll Set<Label> claimed, @ForAll Track claimedTrack) {
        Observation observation = labelled(new Coding("https://example.org/client", "mine", null));
        claimed.forEach(label -> observation.getMeta().addSecurity(label.system(), label.code(), null));
        observation.getMeta().addSecurity(CodeSystems.TRACK, claimedTrack.code(), null);
        observation.addContained(labelled(new Coding("https://example.org/client", "inside", null)));
        observation.getCode().addExtension(INLINE, new Coding("https://example.org/client", "inline", null));

        Stamp.apply(observation, labels, track);
        Observation once = observation.copy();
        Stamp.apply(observation, labels, track);

        assertThat(observation.equalsDeep(once)).isTrue();
        List<String> expected = new ArrayList<>();
        labels.stream().sorted().forEach(label -> expected.add(label.system() + "|" + label.code()));
        expected.add(CodeSystems.TRACK + "|" + track.code());
        assertThat(observation.getMeta().getSecurity())
                .extracting(coding -> coding.getSystem() + "|" + coding.getCode())
                .isEqualTo(expected);
        assertThat(Tree.of(observation).filter(Coding.class::isInstance).map(node -> ((Coding) node).getSystem()))
                .doesNotContain("https://example.org/client");
    }

    @Test
    void refusesWhatLooksLikeARedisclosureBarAndIsNone() {
        for (String code : List.of("NORDSLCD", "NOREDIS")) {
            Observation outside = labelled(new Coding(CodeSystems.ACT_CODE, code, null));
            Observation inside = new Observation();
            inside.addContained(outside.copy());
            assertThatThrownBy(() -> Stamp.check(outside))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(code)
                    .hasMessageStartingWith("FHIR-003");
            assertThatThrownBy(() -> Stamp.check(inside)).isInstanceOf(Refusal.class);
        }
        assertThatCode(() -> Stamp.check(labelled(new Coding(CodeSystems.ACT_CODE, "NORDSCLCD", null))))
                .doesNotThrowAnyException();
    }

    @Test
    void takesInlineLabelsOnlyWhenAnnounced() {
        Observation observation = new Observation();
        observation.addExtension(INLINE, new Coding(CodeSystems.ACT_CODE, "SUD", null));
        assertThatThrownBy(() -> Stamp.check(observation)).hasMessageStartingWith("FHIR-004");
        observation.getMeta().addSecurity(CodeSystems.ACT_CODE, "PROCESSINLINELABEL", null);
        assertThatCode(() -> Stamp.check(observation)).doesNotThrowAnyException();
    }

    @Test
    void refusalIs422WithAnOutcome() {
        Refusal refusal = new Refusal("FHIR-000", "Why. What to do.");
        assertThat(refusal.getStatusCode()).isEqualTo(422);
        assertThat(((OperationOutcome) refusal.getOperationOutcome())
                        .getIssueFirstRep()
                        .getDiagnostics())
                .isEqualTo("FHIR-000 Why. What to do.");
    }
}
