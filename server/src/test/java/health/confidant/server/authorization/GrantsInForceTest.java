package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** A grant that is known is asked about with one number, and what changed is in force at the next request all the same. */
class GrantsInForceTest {
    private static final String ACCESS = "kind = 'access_token' and grant_id in (select id from"
            + " confidant.authorization_grant where principal = '$login')";

    private final TestServer server;

    GrantsInForceTest() throws Exception {
        server = TestServer.get();
    }

    /** Counts what it is asked. */
    private static final class Asked extends JdbcTemplate {
        private final List<String> questions = new ArrayList<>();

        private Asked(JdbcTemplate database) {
            super(database.getDataSource());
        }

        @Override
        public <T> List<T> query(String question, RowMapper<T> rows, Object... values) {
            questions.add(question);
            return super.query(question, rows, values);
        }

        @Override
        public <T> T queryForObject(String question, Class<T> type, Object... values) {
            questions.add(question);
            return super.queryForObject(question, type, values);
        }
    }

    @Test
    void aKnownGrantIsAskedAboutWithOneNumber() throws Exception {
        String token = token(account());
        Asked asked = new Asked(server.database);
        GrantsInForce grants = new GrantsInForce(asked);
        String login = principal(token);
        assertThat(grants.find(token, TestServer.APP, login)).isPresent();
        assertThat(grants.find(token, TestServer.APP, login)).isPresent();
        assertThat(asked.questions).containsExactly(GrantInForce.QUERY, GrantsInForce.CHANGED);
        asked.questions.clear();
        server.database.update("update confidant.account set disabled = disabled where login = 'ana'");
        assertThat(grants.find(token, TestServer.APP, login)).isPresent();
        assertThat(asked.questions).containsExactly(GrantsInForce.CHANGED, GrantInForce.QUERY);
        assertThat(grants.find(token, "hospital", login))
                .as("of another client")
                .isEmpty();
    }

    /** What happens all the time must not make every grant be read again. */
    @Test
    void signInsUsesAndNewAccountsAreNoChange() throws Exception {
        String token = token(account());
        String login = principal(token);
        Asked asked = new Asked(server.database);
        GrantsInForce grants = new GrantsInForce(asked);
        grants.find(token, TestServer.APP, login);
        token(account());
        server.database.update("update confidant.session set seen_at = now()");
        server.database.update("update confidant.authorization_grant set used_at = now(), version = version + 1");
        asked.questions.clear();
        assertThat(grants.find(token, TestServer.APP, login)).isPresent();
        assertThat(asked.questions).containsExactly(GrantsInForce.CHANGED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            update confidant.account set disabled = true where login = '$login'
            update confidant.account set roles = '{}' where login = '$login'
            update confidant.account set clients = '{hospital}' where login = '$login'
            update confidant.account set reference = 'Patient/other' where login = '$login'
            update confidant.session set ended_at = now() where login = '$login'
            delete from confidant.session where login = '$login'
            delete from confidant.authorization_grant where principal = '$login'
            update confidant.authorization_grant set principal = 'kim' where principal = '$login'
            update confidant.authorization_grant set client_id = 'hospital' where principal = '$login'
            update confidant.authorization_grant set session = sha256('another') where principal = '$login'
            update confidant.authorization_token set invalidated = true where $access
            update confidant.authorization_token set kind = 'refresh_token' where $access
            delete from confidant.authorization_token where $access
            """)
    void whatIsNotInForceAnyMoreIsRefusedAtTheNextRequest(String change) throws Exception {
        String login = account();
        String token = token(login);
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
        assertThat(server.database.update(change.replace("$access", ACCESS).replace("$login", login)))
                .isPositive();
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(401);
    }

    /** A change that was under way when the grant was read has an older number than what was changed since. */
    @Test
    void aChangeThatWasUnderWayWhenTheGrantWasReadIsInForceAfterItsCommit() throws Exception {
        String login = account();
        String token = token(login);
        try (Connection other = server.database.getDataSource().getConnection();
                PreparedStatement change =
                        other.prepareStatement("update confidant.account set disabled = true where login = ?")) {
            other.setAutoCommit(false);
            change.setString(1, login);
            change.executeUpdate();
            server.database.update("update confidant.account set disabled = disabled where login = 'ana'");
            assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
            assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
            other.commit();
            assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theNewestChangeIsLeftWhereOthersAreSwept() throws Exception {
        String token = token(account());
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(200);
        server.accounts.disable(principal(token), true);
        server.context.getBean(ExpiredRows.class).sweep();
        assertThat(server.fhir("/caller", token).statusCode()).isEqualTo(401);
        assertThat(server.database.queryForObject("select count(*) from confidant.grant_change", Integer.class))
                .isLessThanOrEqualTo(2);
    }

    private String account() {
        String login = "grant-" + UUID.randomUUID();
        server.accounts.create(login, TestServer.PASSWORD, "Patient/" + login, Set.of(Role.PATIENT));
        return login;
    }

    private String token(String login) throws Exception {
        return new Browser(server.base, new Credentials(login, TestServer.PASSWORD, Optional.empty()))
                .token(TestServer.APP, TestServer.REDIRECT, TestServer.SCOPES);
    }

    private static String principal(String token) throws Exception {
        return com.nimbusds.jwt.SignedJWT.parse(token).getJWTClaimsSet().getSubject();
    }
}
