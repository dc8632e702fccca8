package health.confidant.server.duty;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.threat.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 42 CFR 2.12(c)(4); 45 CFR 164.504(e). */
class AgreementIT {
    private static final String AGREEMENT = "Contract/" + World.id("Contract/ledger-services-agreement");
    private static final String CLAIM = World.read().reference("Claim/maya-claim");

    private final TestServer server = Ground.server();

    @Test
    void askWhenTheAgreementHasEndedThenIsToldSoWhateverItAsksFor() {
        String token = server.tokenWithScopes("old-archive", "old-archive", "system/*.rs");
        Answer there = ask(token, CLAIM);
        assertThat(there.status()).isEqualTo(403);
        assertThat(there.diagnostics()).startsWith("ACCESS-006 AGREEMENT: ").contains("ended on 2026-06-30");
        for (String path : List.of(
                "Claim/" + UUID.randomUUID(),
                "Claim",
                "Organization",
                CLAIM + "/_history",
                "AuditEvent?_summary=count")) {
            assertThat(ask(token, path).normalised()).as(path).isEqualTo(there.normalised());
        }
        assertThat(ask(token, "metadata").status()).isEqualTo(200);
    }

    @Test
    void askWhenTheAgreementEndsWhileATokenLivesThenTheNextRequestIsRefused() {
        String token = server.tokenWithScopes("ledger-services", "ledger-services", "system/*.rs");
        assertThat(ask(token, CLAIM).status()).isEqualTo(200);
        assertThat(ask(token, "Claim/" + UUID.randomUUID()).status()).isEqualTo(404);
        String before = server.get("novak", "/" + AGREEMENT).body();
        try {
            change(before.replace("\"end\":\"2031-02-16\"", "\"end\":\"2026-03-16\""));
            assertThat(ask(token, CLAIM).diagnostics()).contains("ended on 2026-03-16");
        } finally {
            change(before);
        }
        assertThat(ask(token, CLAIM).status()).isEqualTo(200);
    }

    private void change(String json) {
        Answer changed = Answer.of(server.send(server.token("novak"), "PUT", "/" + AGREEMENT, json));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private Answer ask(String token, String path) {
        return Answer.of(server.send(token, "GET", "/" + path, null));
    }
}
