package health.confidant.server.authentication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** Public keys of passkeys in {@code confidant.passkey}. */
final class PasskeyCredentials implements UserCredentialRepository {
    private final JdbcTemplate database;

    PasskeyCredentials(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public void delete(Bytes id) {
        database.update("delete from confidant.passkey where id = ?", id.toBase64UrlString());
    }

    @Override
    public void save(CredentialRecord passkey) {
        database.update(
                "insert into confidant.passkey (id, handle, label, public_key, signature_count, uv_initialized,"
                        + " backup_eligible, backup_state, transports, attestation, client_data, created_at, last_used_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set"
                        + " signature_count = excluded.signature_count, backup_state = excluded.backup_state,"
                        + " last_used_at = excluded.last_used_at",
                passkey.getCredentialId().toBase64UrlString(),
                passkey.getUserEntityUserId().toBase64UrlString(),
                passkey.getLabel(),
                passkey.getPublicKey().getBytes(),
                passkey.getSignatureCount(),
                passkey.isUvInitialized(),
                passkey.isBackupEligible(),
                passkey.isBackupState(),
                passkey.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .toArray(String[]::new),
                passkey.getAttestationObject().getBytes(),
                passkey.getAttestationClientDataJSON().getBytes(),
                time(passkey.getCreated()),
                time(passkey.getLastUsed()));
    }

    @Override
    public CredentialRecord findByCredentialId(Bytes id) {
        return find("id", id).stream().findFirst().orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return find("handle", handle);
    }

    private List<CredentialRecord> find(String column, Bytes value) {
        return database.query(
                "select * from confidant.passkey where " + column + " = ? order by created_at",
                (row, n) -> read(row),
                value.toBase64UrlString());
    }

    private static CredentialRecord read(ResultSet row) throws SQLException {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("id")))
                .userEntityUserId(Bytes.fromBase64(row.getString("handle")))
                .label(row.getString("label"))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("uv_initialized"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .transports(transports(row))
                .attestationObject(new Bytes(row.getBytes("attestation")))
                .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
                .created(row.getObject("created_at", OffsetDateTime.class).toInstant())
                .lastUsed(row.getObject("last_used_at", OffsetDateTime.class).toInstant())
                .build();
    }

    private static Set<AuthenticatorTransport> transports(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("transports").getArray())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
