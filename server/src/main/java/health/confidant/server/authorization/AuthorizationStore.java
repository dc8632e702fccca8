package health.confidant.server.authorization;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Grants and their tokens in the database, where a restart or another node finds them.
 *
 * <p>Tokens and codes are kept as SHA-256 only: who reads the tables or a backup cannot act for anybody. Each save checks
 * the version that was loaded, so that of two requests that redeem one code at the same moment one alone succeeds (RFC
 * 6749, section 4.1.2).
 *
 * <p>A refresh token that was exchanged before ends its grant with every token of it: either the client or somebody who
 * stole the token has used it twice, and nobody can tell which (RFC 9700, section 4.14.2).
 */
final class AuthorizationStore implements OAuth2AuthorizationService {
    private static final String SPEND = "insert into confidant.spent_token (hash, grant_id)"
            + " select hash, grant_id from confidant.authorization_token"
            + " where grant_id = ? and kind = 'refresh_token' and hash <> ? on conflict (hash) do nothing";

    private final JdbcTemplate database;
    private final TransactionOperations transaction;
    private final StoredGrants grants;

    AuthorizationStore(JdbcTemplate database, TransactionOperations transaction, StoredGrants grants) {
        this.database = database;
        this.transaction = transaction;
        this.grants = grants;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        StoredGrant grant = grants.write(authorization);
        transaction.executeWithoutResult(status -> {
            if (database.update(StoredGrant.UPSERT, grant.columns()) != 1) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
            }
            database.update(SPEND, grant.id(), refreshToken(grant));
            database.update("delete from confidant.authorization_token where grant_id = ?", grant.id());
            grant.tokens().forEach(token -> database.update(StoredToken.INSERT, token.columns(grant.id())));
        });
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        database.update("delete from confidant.authorization_grant where id = ?", authorization.getId());
    }

    @Override
    public OAuth2Authorization findById(String id) {
        return load(id, null);
    }

    @Override
    public OAuth2Authorization findByToken(String value, OAuth2TokenType type) {
        String kind = type == null ? null : type.getValue();
        Optional<String> grant = database
                .queryForList(
                        "select grant_id from confidant.authorization_token where hash = ?"
                                + " and (kind = ? or ?::text is null and kind in ('access_token', 'refresh_token'))",
                        String.class,
                        Fingerprint.of(value),
                        kind,
                        kind)
                .stream()
                .findFirst();
        if (grant.isEmpty() && OAuth2TokenType.REFRESH_TOKEN.equals(type)) {
            endSpent(value);
        }
        return grant.map(id -> load(id, value)).orElse(null);
    }

    private void endSpent(String value) {
        database.update(
                "delete from confidant.authorization_grant where id in"
                        + " (select grant_id from confidant.spent_token where hash = ?)",
                Fingerprint.of(value));
    }

    private static byte[] refreshToken(StoredGrant grant) {
        return grant.tokens().stream()
                .filter(token -> token.kind().equals(TokenRows.REFRESH))
                .map(StoredToken::hash)
                .findFirst()
                .orElse(new byte[0]);
    }

    /** The grant and its version first: a save in between then meets an old version, never a new one with old tokens. */
    private OAuth2Authorization load(String id, String presented) {
        return database
                .query(
                        "select * from confidant.authorization_grant where id = ?",
                        (row, n) -> StoredGrant.read(row),
                        id)
                .stream()
                .findFirst()
                .map(grant -> grants.read(grant.with(tokens(id)), presented))
                .orElse(null);
    }

    private List<StoredToken> tokens(String grant) {
        return database.query(
                "select * from confidant.authorization_token where grant_id = ?",
                (row, n) -> StoredToken.read(row),
                grant);
    }
}
