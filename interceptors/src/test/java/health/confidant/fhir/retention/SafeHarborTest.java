package health.confidant.fhir.retention;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Requirement 86. */
class SafeHarborTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private final IParser parser = FhirContext.forR4Cached().newJsonParser();
    private final SafeHarbor harbor = new SafeHarbor(() -> UUID.randomUUID().toString(), TODAY);

    private String anonymous(List<Resource> resources) {
        StringBuilder text = new StringBuilder();
        harbor.anonymise(resources).forEach(resource -> text.append(parser.encodeResourceToString(resource))
                .append('\n'));
        return text.toString();
    }

    private Resource read(String json) {
        return (Resource) parser.parseResource(json);
    }

    /** One canary in every place that one of the 18 identifiers, or anybody's text, can be. */
    @Test
    void noCanaryOfAnyOfTheEighteenSurvives() {
        List<Resource> record = List.of(
                read("{\"resourceType\":\"Patient\",\"id\":\"CANARY-id\",\"text\":{\"status\":\"generated\",\"div\":"
                        + "\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">CANARY narrative</div>\"},\"extension\":[{"
                        + "\"url\":\"http://CANARY-url\",\"valueString\":\"CANARY extension\"}],\"identifier\":[{"
                        + "\"system\":\"urn:CANARY\",\"value\":\"CANARY-MRN\"}],\"name\":[{\"family\":\"CANARY\",\"given\":"
                        + "[\"CANARY\"]}],\"telecom\":[{\"system\":\"phone\",\"value\":\"CANARY-phone\"},{\"system\":"
                        + "\"email\",\"value\":\"CANARY@example.org\"}],\"gender\":\"female\",\"birthDate\":\"1983-07-19\","
                        + "\"address\":[{\"line\":[\"CANARY street\"],\"city\":\"CANARY\",\"postalCode\":\"02139\",\"state\":"
                        + "\"MA\"}],\"photo\":[{\"title\":\"CANARY\",\"data\":\"Q0FOQVJZ\"}],\"contact\":[{\"name\":"
                        + "{\"family\":\"CANARY husband\"},\"organization\":{\"display\":\"CANARY employer\"}}],"
                        + "\"managingOrganization\":{\"reference\":\"Organization/CANARY\",\"display\":\"CANARY\"}}"),
                read(
                        "{\"resourceType\":\"Observation\",\"id\":\"CANARY-o\",\"status\":\"final\",\"code\":{\"coding\":[{"
                                + "\"system\":\"http://loinc.org\",\"code\":\"75626-2\",\"display\":\"CANARY display\"},{\"system\":"
                                + "\"urn:CANARY-local\",\"code\":\"CANARY-code\"}],\"text\":\"CANARY text\"},\"subject\":{"
                                + "\"reference\":\"Patient/CANARY-id\",\"display\":\"CANARY\"},\"effectiveDateTime\":"
                                + "\"2024-05-06T10:11:12Z\",\"issued\":\"2024-05-06T10:11:12Z\",\"performer\":[{\"reference\":"
                                + "\"Practitioner/CANARY\"}],\"valueString\":\"CANARY value\",\"note\":[{\"text\":\"CANARY note of"
                                + " the husband\"}],\"device\":{\"identifier\":{\"value\":\"CANARY-serial\"}}}"),
                read("{\"resourceType\":\"RelatedPerson\",\"id\":\"CANARY-r\",\"patient\":{\"reference\":"
                        + "\"Patient/CANARY-id\"},\"name\":[{\"family\":\"CANARY\"}]}"),
                read("{\"resourceType\":\"Group\",\"id\":\"CANARY-g\",\"type\":\"person\",\"actual\":true,\"name\":"
                        + "\"CANARY couple\"}"));
        String text = anonymous(record);
        assertThat(text).doesNotContainIgnoringCase("CANARY").doesNotContain("Q0FOQVJZ", "1983-", "2024-", "0213");
        assertThat(text)
                .contains(
                        "75626-2",
                        "\"birthDate\":\"1983\"",
                        "\"effectiveDateTime\":\"2024\"",
                        "\"state\":\"MA\"",
                        "female");
    }

    @Test
    void referencesLeadToTheNewIdsAlone() {
        List<Resource> out = harbor.anonymise(List.of(
                read("{\"resourceType\":\"Patient\",\"id\":\"a\"}"),
                read("{\"resourceType\":\"Observation\",\"id\":\"b\",\"status\":\"final\",\"subject\":{\"reference\":"
                        + "\"Patient/a\"},\"encounter\":{\"reference\":\"Encounter/elsewhere\"}}")));
        Observation observation = (Observation) out.get(1);
        assertThat(observation.getSubject().getReference())
                .isEqualTo("Patient/" + out.get(0).getIdElement().getIdPart())
                .isNotEqualTo("Patient/a");
        assertThat(observation.hasEncounter()).isFalse();
    }

    @Test
    void agesOverEightyNineAreOneAge() {
        Patient old = (Patient) harbor.anonymise(
                        List.of(read("{\"resourceType\":\"Patient\",\"id\":\"a\",\"birthDate\":\"1936-01-01\"}")))
                .get(0);
        assertThat(old.hasBirthDate()).isFalse();
        String text = anonymous(
                List.of(
                        read(
                                "{\"resourceType\":\"Condition\",\"id\":\"c\",\"subject\":{\"reference\":\"Patient/a\"},\"onsetAge\":"
                                        + "{\"value\":93,\"unit\":\"years\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"a\"}}")));
        assertThat(text).contains("90", ">=").doesNotContain(":93", "years");
    }

    /** Every word of the demo world that is a name, an identifier or a text, looked for in what is left of it. */
    @Test
    void nothingOfTheWorldsPeopleSurvives() throws IOException {
        List<Resource> all = new ArrayList<>();
        Set<String> secrets = new HashSet<>();
        Pattern values = Pattern.compile(
                "\"(?:family|text|value|city|postalCode|div|title|description|valueString|data|display)\"\\s*:\\s*"
                        + "\"([^\"]{4,})\"");
        try (Stream<Path> files = Files.list(Path.of("../ig/src/main/resources/health/confidant/ig/world"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("\\d\\d-.*json"))
                    .toList()) {
                String json = Files.readString(file);
                Matcher found = values.matcher(json);
                while (found.find()) {
                    secrets.add(found.group(1));
                }
                int n = 0;
                for (Bundle.BundleEntryComponent entry : ((Bundle) read(json)).getEntry()) {
                    Resource resource = entry.getResource();
                    resource.setId("x" + n++);
                    all.add(resource);
                }
            }
        }
        assertThat(secrets).hasSizeGreaterThan(50);
        String text = anonymous(all);
        assertThat(text).contains("Condition", "Observation");
        String words = text.replaceAll("\"resourceType\":\"\\w+\"", ""); // "Procedure" is a category's name, too.
        for (String secret : secrets) {
            assertThat(words).doesNotContain("\"" + secret + "\"");
        }
    }
}
