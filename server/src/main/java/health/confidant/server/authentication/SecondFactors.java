package health.confidant.server.authentication;

import org.springframework.jdbc.core.JdbcTemplate;

/** Who could show two factors: an authenticator app that is set up, or a passkey. */
public final class SecondFactors {
    private final JdbcTemplate database;

    public SecondFactors(JdbcTemplate database) {
        this.database = database;
    }

    /** @param reference the person's, {@code Patient/[id]} or {@code Practitioner/[id]}, with any account */
    public boolean of(String reference) {
        return Boolean.TRUE.equals(database.queryForObject(
                """
                        select exists (
                            select from confidant.account a
                            where a.reference = ? and (
                                exists (select from confidant.totp t where t.login = a.login and t.confirmed)
                                or exists (select from confidant.passkey_user u join confidant.passkey using (handle)
                                           where u.login = a.login)))
                        """,
                Boolean.class,
                reference));
    }
}
