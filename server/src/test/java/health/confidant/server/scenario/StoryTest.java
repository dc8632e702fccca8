package health.confidant.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the table of requests can say, and that it can be wrong. */
class StoryTest {
    private static final Reply OBSERVATION = reply(
            200,
            "application/fhir+json",
            """
            {"resourceType":"Observation","id":"o","status":"final","code":{"text":"Drinks"},"valueInteger":3}""");

    private static final Reply REFUSAL = reply(
            422,
            "application/fhir+json",
            """
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing",\
            "diagnostics":"FHIR-003 This label protects nothing."}]}""");

    private static final Reply TOKEN = reply(
            200,
            "application/json",
            """
            {"active":true,"exp":1700000000,"scope":"openid patient/*.rs","methods":["S256"],\
            "output":[{"type":"Claim","count":2},{"type":"Account","count":1}]}""");

    private static Reply reply(int status, String type, String body) {
        return new Reply(
                status,
                body,
                HttpHeaders.of(
                        Map.of("Content-Type", List.of(type), "Location", List.of("https://app.example?error=denied")),
                        (name, value) -> true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200",
                "status = 'final'",
                "value = 3",
                "code.coding.empty()",
                "says Drinks",
                "does not say Eats",
                "leads to error=denied",
                "header Content-Type says fhir+json"
            })
    void holdsWhenItIsSo(String sentence) {
        assertThat(OBSERVATION.holds(sentence)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "404",
                "200 FHIR-003",
                "status = 'amended'",
                "value",
                "code.coding.code = 'x'",
                "says Eats",
                "does not say Drinks",
                "leads nowhere",
                "leads to /login",
                "header X-Part2-Notice says 42 CFR"
            })
    void holdsWhenItIsNotSoThenNot(String sentence) {
        assertThat(OBSERVATION.holds(sentence)).isFalse();
    }

    @Test
    void holdsWhenARefusalThenOfItsCodeAlone() {
        assertThat(REFUSAL.holds("422 FHIR-003")).isTrue();
        assertThat(REFUSAL.holds("422 FHIR-004")).isFalse();
        assertThat(REFUSAL.holds("403 FHIR-003")).isFalse();
    }

    @Test
    void holdsWhenJsonIsNoFhirThenItsNamesAreParameters() {
        assertThat(TOKEN.holds("%active = true")).isTrue();
        assertThat(TOKEN.holds("%active = false")).isFalse();
        assertThat(TOKEN.holds("%scope.contains('openid')")).isTrue();
        assertThat(TOKEN.holds("%exp > 1600000000")).isTrue();
        assertThat(TOKEN.holds("%methods = 'S256'")).isTrue();
        assertThat(TOKEN.holds("%methods = 'plain'")).isFalse();
        assertThat(TOKEN.holds("%refresh_token.empty()")).isTrue();
        assertThat(TOKEN.holds("%output.type.count() = 2")).isTrue();
        assertThat(TOKEN.value("%output.type")).contains("Claim");
    }

    @Test
    void holdsWhenLinesOfResourcesThenTheyAreEntries() {
        Reply lines = reply(
                200,
                "application/fhir+ndjson",
                "{\"resourceType\":\"Patient\",\"id\":\"a\"}\n{\"resourceType\":\"Patient\",\"id\":\"b\"}\n");
        assertThat(lines.holds("entry.count() = 2")).isTrue();
        assertThat(lines.holds("entry.resource.where(id = 'c').exists()")).isFalse();
    }

    @Test
    void holdsWhenItIsNoFhirPathThenAnError() {
        assertThatThrownBy(() -> OBSERVATION.holds("status = = 'final'")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestWhenItHasPartsThenEachIsThere() {
        Step.Request request = Step.request(
                "POST Patient/x/$break-glass (reason:string=Found unconscious, at home, minutes:integer=30)"
                        + " with Purpose-Of-Use: BTG; Accept: a/b");
        assertThat(request.path()).isEqualTo("Patient/x/$break-glass");
        assertThat(request.fields())
                .containsExactly(
                        new Step.Field("reason", "string", "Found unconscious, at home"),
                        new Step.Field("minutes", "integer", "30"));
        assertThat(request.headers()).containsExactly("Purpose-Of-Use", "BTG", "Accept", "a/b");
        Step.Request submitted = Step.request("SUBMIT /login on /login?again (login=kim)");
        assertThat(submitted.page()).isEqualTo("/login?again");
        assertThat(submitted.form()).containsExactly(Map.entry("login", "kim"));
        assertThat(Step.request("POST Consent <a consent to the plan>").body()).isEqualTo("a consent to the plan");
    }

    @Test
    void parseWhenAStoryDoesNotEndThenRefused() {
        assertThat(Story.parse(
                        "# x\nGiven | kim | GET Patient/a | 200 | ...\nGiven | kim | GET Patient/a | 200 | A1\n"))
                .singleElement()
                .satisfies(story -> assertThat(story.steps()).hasSize(2));
        assertThatThrownBy(() -> Story.parse("Given | kim | GET Patient/a | 200 | ...\n"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Story.parse("Given | kim | GET Patient/a | 200\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
