package health.confidant.server.authentication;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/** The random handles by which authenticators know accounts (Web Authentication, section 5.4.3): never the login. */
final class PasskeyUsers implements PublicKeyCredentialUserEntityRepository {
    private final JdbcTemplate database;

    PasskeyUsers(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public PublicKeyCredentialUserEntity findById(Bytes id) {
        return find("handle", id.toBase64UrlString());
    }

    @Override
    public PublicKeyCredentialUserEntity findByUsername(String login) {
        return find("login", login);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity user) {
        database.update(
                "insert into confidant.passkey_user (login, handle) values (?, ?) on conflict (login) do nothing",
                user.getName(),
                user.getId().toBase64UrlString());
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("A handle stays with its account");
    }

    private PublicKeyCredentialUserEntity find(String column, String value) {
        return database
                .query(
                        "select login, handle from confidant.passkey_user where " + column + " = ?",
                        (row, n) -> ImmutablePublicKeyCredentialUserEntity.builder()
                                .name(row.getString("login"))
                                .displayName(row.getString("login"))
                                .id(Bytes.fromBase64(row.getString("handle")))
                                .build(),
                        value)
                .stream()
                .findFirst()
                .orElse(null);
    }
}
