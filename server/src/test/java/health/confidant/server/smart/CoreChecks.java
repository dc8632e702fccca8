package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** US Core: reads and searches of one patient's record. */
final class CoreChecks implements Conformance.Group {
    private final Probe probe;

    CoreChecks(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        core(checks);
        return checks;
    }

    private void core(List<Check> checks) {
        Check.add(
                checks,
                Check.CORE,
                "FHIR server supports US Core Patient read and search by _id, identifier, name, birthdate + name, gender + name",
                () -> {
                    JsonNode token = probe.launched();
                    String id = token.path("patient").asText();
                    JsonNode patient = App.json(probe.fhir(token, "/Patient/" + id));
                    String name = patient.at("/name/0/family").asText();
                    JsonNode identifier = patient.at("/identifier/0");
                    for (String search : List.of(
                            "_id=" + id,
                            "identifier=" + identifier.path("system").asText() + "%7C"
                                    + identifier.path("value").asText(),
                            "name=" + name,
                            "birthdate=" + patient.path("birthDate").asText() + "&name=" + name,
                            "gender=" + patient.path("gender").asText() + "&name=" + name)) {
                        JsonNode found = App.json(probe.fhir(token, "/Patient?" + search));
                        assertThat(found.at("/entry/0/resource/id").asText())
                                .as(search)
                                .isEqualTo(id);
                    }
                    JsonNode posted = App.json(probe.server.send(
                            token.path("access_token").asText(),
                            "POST",
                            "/Patient/_search",
                            "_id=" + id,
                            "Content-Type",
                            "application/x-www-form-urlencoded"));
                    assertThat(posted.at("/entry/0/resource/id").asText()).isEqualTo(id);
                });
        Map<String, List<String>> searches = new LinkedHashMap<>();
        searches.put("Condition", List.of("", "&category=encounter-diagnosis", "&clinical-status=active"));
        searches.put("Observation", List.of("", "&category=survey", "&category=social-history", "&status=final"));
        searches.forEach((type, tails) -> Check.add(
                checks,
                Check.CORE,
                "Server returns valid results for " + type + " search by patient and its combinations",
                () -> {
                    JsonNode token = probe.launched();
                    for (String tail : tails) {
                        JsonNode found = App.json(probe.fhir(
                                token,
                                "/" + type + "?patient=" + token.path("patient").asText() + tail));
                        assertThat(found.path("resourceType").asText()).as(tail).isEqualTo("Bundle");
                        found.path("entry").forEach(entry -> assertThat(
                                        entry.at("/resource/subject/reference").asText())
                                .isIn("Patient/" + token.path("patient").asText()));
                    }
                }));
        Check.add(
                checks,
                Check.CORE,
                "Server returns correct Observation resource from Observation read interaction",
                () -> {
                    JsonNode token = probe.launched();
                    String path = "/" + App.ref("Observation/maya-audit-c");
                    assertThat(App.json(probe.fhir(token, path)).path("id").asText())
                            .isEqualTo(path.substring(13));
                });
    }
}
