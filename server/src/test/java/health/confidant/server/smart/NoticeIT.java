package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Credentials;
import health.confidant.server.noninterference.Records;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 42 CFR 2.22 and 45 CFR 164.520. Requirement 61. */
class NoticeIT {
    private static final TestServer SERVER = TestServer.shared();
    private static final String PASSWORD = "a long password for a test";

    @Test
    void whoComesForTheFirstTimeIsToldOfTheNoticeAndMayReadIt() {
        App visitor = new App(SERVER);
        assertThat(visitor.get("/login").body())
                .contains("Notice of Privacy Practices", "how to file a complaint", "href=\"/notice\"");
        HttpResponse<String> notice = visitor.get("/notice");
        assertThat(notice.statusCode()).isEqualTo(200);
        assertThat(notice.body())
                // 2.22(b)(1)(i) to (viii), each by a phrase of it.
                .contains("right to a copy of this notice, in paper or electronic form")
                .contains("stricter", "Example:", "single consent for all future uses", "take a consent back")
                .contains("civil, administrative, criminal or legislative proceedings")
                .contains("subpoena or similar legal mandate")
                .contains(
                        "raise funds",
                        "restrict uses and disclosures",
                        "paid for in full",
                        "accounting",
                        "intermediary")
                .contains("breach of unsecured records", "Secretary of Health and Human Services", "not retaliate")
                .contains("2026-02-16", "Version")
                .doesNotContain("I have read this notice");
    }

    @Test
    void aPatientIsAskedUntilTheyHaveAcknowledgedAndItIsWrittenDownOnce() {
        App reader = new App(SERVER);
        reader.signIn(newcomer());
        JsonNode token = reader.launch("test-public", "launch/patient patient/DocumentReference.rs");
        assertThat(acknowledgements(token).path("total").asInt()).isZero();
        assertThat(reader.get("/account").body()).contains("You have not acknowledged our notice");

        App.Form form = App.form(reader.get("/notice").body(), "/notice");
        assertThat(App.location(reader.submit(form))).isEqualTo("/account?done");
        assertThat(reader.submit(form).statusCode()).isEqualTo(303);

        assertThat(reader.get("/account").body()).doesNotContain("You have not acknowledged our notice");
        assertThat(reader.get("/notice").body()).doesNotContain("I have read this notice");
        JsonNode after = acknowledgements(token);
        assertThat(after.path("total").asInt()).isEqualTo(1);
        JsonNode written = after.path("entry").findValue("resource");
        assertThat(written.path("author").get(0).path("reference").asText())
                .isEqualTo(written.path("subject").path("reference").asText());
        assertThat(written.path("content").get(0).path("format").path("code").asText())
                .isEqualTo("2026-02");
    }

    @Test
    void nothingIsWrittenForWhoIsNoPatientOrNotSignedInOrSendsNoFormOfOurs() {
        App kim = new App(SERVER);
        kim.signIn("kim");
        assertThat(kim.get("/notice").body()).doesNotContain("I have read this notice");
        assertThat(kim.post("/notice", Map.of()).statusCode()).isEqualTo(403);
        App visitor = new App(SERVER);
        assertThat(visitor.post("/notice", Map.of()).statusCode()).isEqualTo(403);
    }

    /** Admitted a moment ago. */
    private static Credentials newcomer() {
        String location = SERVER.send(
                        SERVER.token("rivera"),
                        "POST",
                        "/Patient",
                        Records.patient("x", "Notice", "Nora", "female", "1990-01-01"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String reference = location.replaceAll(".*/(Patient/[^/]+).*", "$1");
        String login = "nora" + UUID.randomUUID();
        SERVER.bean(Accounts.class).create(login, PASSWORD, reference, Set.of(Role.PATIENT));
        return new Credentials(login, PASSWORD, Optional.empty());
    }

    private JsonNode acknowledgements(JsonNode token) {
        String search = "/DocumentReference?type=http://terminology.hl7.org/CodeSystem/consentcategorycodes%7Cnpp"
                + "&_total=accurate&_sort=-_lastUpdated";
        return App.json(SERVER.send(token.path("access_token").asText(), "GET", search, null));
    }
}
