package health.confidant.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Clients;
import health.confidant.server.segment.StoredRows;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;

/** A first start that was ended in the middle goes on with the chapters that are missing. */
class DemoWorldIT {
    private final TestServer server = TestServer.shared();

    @TempDir
    private Path directory;

    @Test
    @SuppressWarnings("unchecked")
    void chaptersThatAreThereAreNotWrittenAgain() {
        World world = World.read();
        DemoWorld demo = new DemoWorld(
                server.bean(FhirContext.class),
                (IFhirSystemDao<Bundle, Meta>) server.bean(IFhirSystemDao.class),
                server.bean(Accounts.class),
                server.bean(Clients.class),
                server.bean(OneTimePasswords.class),
                Logins.open(directory),
                server.bean(StoredRows.class),
                server.bean(PlatformTransactionManager.class));
        int before = resources();
        demo.records(world, Cast.of(world), false);
        assertThat(resources()).isEqualTo(before).isPositive();
    }

    /** As after a version whose cast was smaller: who is new gets an account and an app, the others keep theirs. */
    @Test
    void castThatHasGrownIsBroughtInAndTheOthersKeepTheirLogins() {
        TestServer older = TestServer.start();
        String kims = older.credentials("kim").password();
        older.administrator().update("delete from confidant.totp where login = 'ortiz'");
        older.administrator().update("delete from confidant.account where login in ('elena', 'ortiz')");
        older.administrator().update("delete from confidant.client where client_id = 'messages-individual'");
        older.stop();

        TestServer newer = older.again();
        try {
            assertThat(newer.credentials("kim").password()).isEqualTo(kims);
            for (String login : List.of("elena", "ortiz", "kim")) {
                assertThat(newer.get(login, "/Patient").statusCode()).as(login).isEqualTo(200);
            }
            assertThat(newer.bean(Clients.class).find("messages-individual")).isPresent();
        } finally {
            newer.stop();
        }
    }

    private int resources() {
        return server.administrator().queryForObject("select count(*) from hfj_resource", Integer.class);
    }
}
