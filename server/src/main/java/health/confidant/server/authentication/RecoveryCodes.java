package health.confidant.server.authentication;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/** Ten codes to print, each of which stands in for the second factor once (NIST SP 800-63B, section 3.1.2). */
public final class RecoveryCodes {
    private static final int COUNT = 10;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcTemplate database;

    public RecoveryCodes(JdbcTemplate database) {
        this.database = database;
    }

    /** New codes, which replace the old ones; shown now and never again. */
    public List<String> renew(String login) {
        database.update("delete from confidant.recovery_code where login = ?", login);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String code = code();
            codes.add(code);
            database.update("insert into confidant.recovery_code (login, hash) values (?, ?)", login, hash(code));
        }
        return List.copyOf(codes);
    }

    /** True once for each code. */
    public boolean accept(String login, String code) {
        return code != null
                && database.update(
                                "delete from confidant.recovery_code where login = ? and hash = ?", login, hash(code))
                        == 1;
    }

    public int left(String login) {
        return database.queryForObject(
                "select count(*) from confidant.recovery_code where login = ?", Integer.class, login);
    }

    /** Twelve letters and digits, 59 bits. */
    private static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static byte[] hash(String code) {
        return Digest.of(code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
}
