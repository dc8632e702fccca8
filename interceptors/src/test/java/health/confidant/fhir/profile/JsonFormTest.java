package health.confidant.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.ig.Guide;
import health.confidant.ig.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JsonFormTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonForm FORM = new JsonForm(R4);

    /** What has no fault is read whole: HAPI writes the same again. */
    @TestFactory
    Stream<DynamicTest> theCastsRecordsHaveNoFaultAndAreReadWhole() {
        return World.read().chapters().stream()
                .map(chapter -> DynamicTest.dynamicTest(chapter.name(), () -> {
                    assertThat(faults(chapter.json())).isEmpty();
                    assertThat(again(chapter.json())).isEqualTo(JSON.readTree(chapter.json()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> soHaveTheGuidesResources() throws IOException {
        NpmPackage archive = NpmPackage.fromPackage(Guide.archive());
        return Stream.of("package", "example").flatMap(folder -> archive.getFolders().get(folder).listFiles().stream()
                .filter(name -> name.contains("-") && name.endsWith(".json"))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String text = new String(archive.load(folder, name).readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(faults(text)).isEmpty();
                })));
    }

    /** Wherever an unknown element is put, its path is told, and it is the only fault. */
    @Test
    void anUnknownElementIsFoundInEveryObject() throws IOException {
        for (World.Chapter chapter : World.read().chapters().subList(0, 2)) {
            JsonNode whole = JSON.readTree(chapter.json());
            List<ObjectNode> objects = new ArrayList<>();
            collect(whole, objects);
            for (ObjectNode object : objects) {
                object.put("foo", "bar");
                List<Fault> faults = FORM.faults(JSON.writeValueAsBytes(whole));
                object.remove("foo");
                assertThat(faults).hasSize(1);
                assertThat(faults.get(0).path()).endsWith(".foo");
                assertThat(faults.get(0).rule()).isEqualTo("element");
            }
        }
    }

    @Test
    void theTypeMayComeLastAndMayNotComeTwice() {
        assertThat(faults("{\"status\": \"final\", \"foo\": [{}], \"code\": {\"txet\": \"a\"},"
                        + " \"resourceType\": \"Observation\"}"))
                .extracting(Fault::path)
                .containsExactly("Observation.foo", "Observation.code.txet");
        assertThat(faults("{\"resourceType\": \"Observation\", \"resourceType\": \"Patient\"}"))
                .extracting(Fault::path)
                .containsExactly("Observation.resourceType");
    }

    @Test
    void whatIsNoResourceIsSaidAndTheRestIsLookedAt() {
        assertThat(faults("[]")).extracting(Fault::rule).containsExactly("type");
        assertThat(faults("{}")).extracting(Fault::rule).containsExactly("type");
        assertThat(faults("{\"resourceType\": \"Foo\", \"a\": {\"b\": [1]}}")).hasSize(1);
        assertThat(faults("{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resourceType\": {\"a\": 1}}},"
                        + " {\"resource\": 5}, {\"fullUrll\": \"\"}]}"))
                .extracting(Fault::path)
                .containsExactly("Bundle.entry[0].resource", "Bundle.entry[1].resource", "Bundle.entry[2].fullUrll");
    }

    /** HAPI drops extensions beyond the last value, and those of a list that is not there, without a word. */
    @Test
    void extensionsWithoutAValueBesideThemWouldBeLost() {
        String name = "{\"resourceType\": \"Patient\", \"name\": [{%s}]}";
        String masked = "{\"extension\": [{\"url\": \"https://example.org/a\", \"valueString\": \"a\"}]}";
        assertThat(faults(name.formatted("\"given\": [\"A\", null], \"_given\": [null, " + masked + "]")))
                .isEmpty();
        assertThat(faults(name.formatted("\"given\": [\"A\"], \"_given\": [null, " + masked + "]")))
                .extracting(Fault::path)
                .containsExactly("Patient.name[0]._given");
        assertThat(faults(name.formatted("\"_given\": [" + masked + "]")))
                .extracting(Fault::path)
                .containsExactly("Patient.name[0]._given");
        assertThat(faults(name.formatted("\"_family\": " + masked))).isEmpty();
    }

    /** A name is the sender's text too: what cannot be an element's is not repeated. */
    @Test
    void aNameThatCannotBeAnElementsIsNotRepeated() {
        List<Fault> faults = faults("{\"resourceType\": \"Patient\", \"Maya Reyes, born 1990\": true,"
                + " \"Maya Reyes, born 1990\": {\"a\": 1}, \"_Maya Reyes, born 1990\": {}, \"name\": [{\"text\": 1}]}");
        assertThat(faults)
                .extracting(Fault::path)
                .containsExactly("Patient", "Patient", "Patient", "Patient.name[0].text");
        assertThat(faults.toString()).doesNotContain("Maya", "1990");
    }

    @Test
    void anElementThatIsThereTwiceIsOneFault() {
        assertThat(faults("{\"resourceType\": \"Patient\", \"name\": [{\"text\": \"a\"}], \"name\": [{\"text\": 1}],"
                        + " \"maritalStatus\": {\"text\": \"a\"}, \"maritalStatus\": {\"text\": \"b\"}}"))
                .extracting(Fault::path)
                .containsExactly("Patient.name", "Patient.maritalStatus");
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static JsonNode again(String json) throws IOException {
        return JSON.readTree(
                R4.newJsonParser().encodeResourceToString(R4.newJsonParser().parseResource(json)));
    }

    private static List<Fault> faults(String json) {
        return FORM.faults(json.getBytes(StandardCharsets.UTF_8));
    }
}
