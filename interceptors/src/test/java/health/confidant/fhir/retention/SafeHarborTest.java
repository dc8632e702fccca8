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
import java.util.Map;
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

    /** 164.514(b)(2)(i), letter by letter, and what stands for it in the record. */
    private static final Map<String, String> EIGHTEEN = Map.ofEntries(
            Map.entry("(A) names", "CANARY-name"),
            Map.entry("(B) places smaller than a state", "CANARY-street"),
            Map.entry("(C) dates", "1983-07-19"),
            Map.entry("(D) telephone numbers", "CANARY-555-0101"),
            Map.entry("(E) fax numbers", "CANARY-555-0102"),
            Map.entry("(F) e-mail addresses", "CANARY@example.org"),
            Map.entry("(G) social security numbers", "CANARY-123-45-6789"),
            Map.entry("(H) medical record numbers", "CANARY-MRN"),
            Map.entry("(I) health plan beneficiary numbers", "CANARY-plan"),
            Map.entry("(J) account numbers", "CANARY-account"),
            Map.entry("(K) certificate and licence numbers", "CANARY-licence"),
            Map.entry("(L) vehicle identifiers and plates", "CANARY-plate"),
            Map.entry("(M) device identifiers and serial numbers", "CANARY-serial"),
            Map.entry("(N) URLs", "http://CANARY.example"),
            Map.entry("(O) IP addresses", "CANARY-192.0.2.77"),
            Map.entry("(P) biometric identifiers", "CANARY-fingerprint"),
            Map.entry("(Q) photographs", "Q0FOQVJZ"),
            Map.entry("(R) any other unique number or code", "CANARY-other"));

    /** Each of the eighteen as an identifier or element of its own, and once more where free text can be. */
    private List<Resource> planted() {
        return List.of(
                read(
                        """
                        {"resourceType":"Patient","id":"CANARY-id",
                         "text":{"status":"generated",
                                 "div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">CANARY-name CANARY-555-0102</div>"},
                         "extension":[{"url":"http://CANARY.example/race","valueString":"CANARY-other"},
                                      {"url":"http://CANARY.example/print","valueBase64Binary":"Q0FOQVJZ"}],
                         "identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"CANARY-123-45-6789"},
                          {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}],
                                   "text":"CANARY-MRN"},"system":"urn:CANARY","value":"CANARY-MRN",
                           "assigner":{"display":"CANARY-name"},"period":{"start":"1983-07-19"}},
                          {"system":"urn:plan","value":"CANARY-plan"},{"system":"urn:bank","value":"CANARY-account"},
                          {"system":"urn:dmv","value":"CANARY-licence"},{"system":"urn:plates","value":"CANARY-plate"},
                          {"system":"urn:devices","value":"CANARY-serial"},
                          {"system":"urn:prints","value":"CANARY-fingerprint"},{"system":"urn:x","value":"CANARY-other"}],
                         "name":[{"family":"CANARY-name","given":["CANARY-name"],"text":"CANARY-name"}],
                         "telecom":[{"system":"phone","value":"CANARY-555-0101"},{"system":"fax","value":"CANARY-555-0102"},
                          {"system":"email","value":"CANARY@example.org"},{"system":"url","value":"http://CANARY.example"},
                          {"system":"other","value":"CANARY-192.0.2.77"}],
                         "gender":"female","birthDate":"1983-07-19",
                         "address":[{"text":"CANARY-street","line":["CANARY-street"],"city":"CANARY-town",
                                     "district":"CANARY-county","postalCode":"02139","state":"MA"}],
                         "photo":[{"title":"CANARY-name","url":"http://CANARY.example/p.png","data":"Q0FOQVJZ"}],
                         "contact":[{"name":{"family":"CANARY-name"},"telecom":[{"value":"CANARY-555-0101"}],
                                     "organization":{"display":"CANARY-employer"}}],
                         "managingOrganization":{"reference":"Organization/CANARY","display":"CANARY-name"}}"""),
                read(
                        """
                        {"resourceType":"Observation","id":"CANARY-o","status":"final",
                         "identifier":[{"value":"CANARY-other"}],
                         "code":{"coding":[{"system":"http://loinc.org","code":"75626-2","display":"CANARY-name"},
                                           {"system":"urn:CANARY-local","code":"CANARY-code"}],"text":"CANARY-text"},
                         "subject":{"reference":"Patient/CANARY-id","display":"CANARY-name"},
                         "effectiveDateTime":"2024-05-06T10:11:12Z","issued":"2024-05-06T10:11:12Z",
                         "performer":[{"reference":"Practitioner/CANARY"}],
                         "valueString":"CANARY-plate CANARY-licence http://CANARY.example CANARY-192.0.2.77",
                         "note":[{"text":"CANARY-name said so on 1983-07-19","authorString":"CANARY-name"}],
                         "device":{"identifier":{"value":"CANARY-serial"}},
                         "component":[
                          {"code":{"text":"CANARY-fingerprint"},"valueString":"CANARY-fingerprint"},
                          {"code":{"text":"heart"},"valueSampledData":{"origin":{"value":0},"period":1,"dimensions":1,
                                                                        "data":"CANARY-fingerprint"}}]}"""),
                read(
                        """
                        {"resourceType":"Claim","id":"CANARY-c","status":"active","use":"claim","created":"2024-05-06",
                         "identifier":[{"value":"CANARY-account"}],"patient":{"reference":"Patient/CANARY-id"},
                         "payee":{"type":{"text":"CANARY-account"},"party":{"display":"CANARY-name"}},
                         "insurance":[{"sequence":1,"focal":true,"identifier":{"value":"CANARY-plan"},
                          "coverage":{"identifier":{"value":"CANARY-plan"}},"businessArrangement":"CANARY-account",
                          "preAuthRef":["CANARY-plan"]}],
                         "accident":{"date":"2024-05-06","locationAddress":{"line":["CANARY-street"],"state":"MA"}},
                         "supportingInfo":[{"sequence":1,"category":{"text":"CANARY-plate"},
                          "valueAttachment":{"title":"CANARY-licence","data":"Q0FOQVJZ"}}],
                         "item":[{"sequence":1,"productOrService":{"text":"CANARY-123-45-6789"},
                          "locationAddress":{"city":"CANARY-street"},"udi":[{"display":"CANARY-serial"}],
                          "net":{"value":120,"currency":"USD"}}]}"""),
                read("{\"resourceType\":\"RelatedPerson\",\"id\":\"CANARY-r\",\"patient\":{\"reference\":"
                        + "\"Patient/CANARY-id\"},\"name\":[{\"family\":\"CANARY-name\"}]}"),
                read("{\"resourceType\":\"Device\",\"id\":\"CANARY-d\",\"serialNumber\":\"CANARY-serial\",\"patient\":{"
                        + "\"reference\":\"Patient/CANARY-id\"},\"url\":\"http://CANARY.example/device\"}"),
                read("{\"resourceType\":\"Coverage\",\"id\":\"CANARY-v\",\"status\":\"active\",\"subscriberId\":"
                        + "\"CANARY-plan\",\"beneficiary\":{\"reference\":\"Patient/CANARY-id\"}}"),
                read("{\"resourceType\":\"Group\",\"id\":\"CANARY-g\",\"type\":\"person\",\"actual\":true,\"name\":"
                        + "\"CANARY-name\"}"));
    }

    @Test
    void noCanaryOfAnyOfTheEighteenSurvives() {
        List<Resource> record = planted();
        String before = String.join(
                "\n", record.stream().map(parser::encodeResourceToString).toList());
        String text = anonymous(record);
        assertThat(EIGHTEEN).hasSize(18);
        EIGHTEEN.forEach((letter, canary) -> {
            assertThat(before).as(letter).contains(canary);
            assertThat(text).as(letter).doesNotContainIgnoringCase(canary);
        });
        assertThat(text).doesNotContainIgnoringCase("CANARY").doesNotContain("Q0FOQVJZ", "1983-", "2024-", "0213");
        assertThat(text)
                .contains(
                        "75626-2",
                        "\"birthDate\":\"1983\"",
                        "\"effectiveDateTime\":\"2024\"",
                        "\"state\":\"MA\"",
                        "\"value\":120",
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
