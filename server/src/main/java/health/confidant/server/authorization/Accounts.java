package health.confidant.server.authorization;

import health.confidant.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The accounts in {@code confidant.account}. There is no delete: an account is disabled, so that the audit stays readable. */
public final class Accounts {
    private final JdbcTemplate database;
    private final Passwords passwords;

    Accounts(JdbcTemplate database, Passwords passwords) {
        this.database = database;
        this.passwords = passwords;
    }

    public void create(String login, String password, String reference, Set<Role> roles) {
        create(login, password, reference, roles, Optional.empty());
    }

    /**
     * Creates an account.
     *
     * @param clients the only clients that may act for it; empty means any
     */
    public void create(
            String login, String password, String reference, Set<Role> roles, Optional<Set<String>> clients) {
        database.update(
                "insert into confidant.account (login, password_hash, reference, roles, clients) values (?, ?, ?, ?, ?)",
                normal(login),
                passwords.hash(password, normal(login)),
                reference,
                names(roles),
                clients.map(allowed -> allowed.toArray(String[]::new)).orElse(null));
    }

    public Optional<Account> find(String login) {
        return database
                .query("select * from confidant.account where login = ?", (row, n) -> account(row), normal(login))
                .stream()
                .findFirst();
    }

    /** False if the old password is wrong or the new one is not acceptable. */
    boolean changePassword(String login, String old, String fresh) {
        Optional<Account> account = find(login);
        if (!passwords.matches(old, account.map(Account::passwordHash))) {
            return false;
        }
        try {
            return database.update(
                            "update confidant.account set password_hash = ? where login = ?",
                            passwords.hash(fresh, normal(login)),
                            normal(login))
                    == 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** In force at the next request, also for tokens that were issued before. */
    public void disable(String login, boolean disabled) {
        database.update("update confidant.account set disabled = ? where login = ?", disabled, normal(login));
    }

    /** A removed role is gone at the next request; an added one needs a new token. */
    public void roles(String login, Set<Role> roles) {
        database.update("update confidant.account set roles = ? where login = ?", names(roles), normal(login));
    }

    /** One spelling for each login, whatever the keyboard did (RFC 8265, section 3.3). */
    static String normal(String login) {
        return Normalizer.normalize(login.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toArray(String[]::new);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("login"),
                row.getString("password_hash"),
                row.getString("reference"),
                Columns.roles(row, "roles"),
                Optional.ofNullable(row.getArray("clients")).map(Columns::strings),
                row.getBoolean("disabled"));
    }
}
