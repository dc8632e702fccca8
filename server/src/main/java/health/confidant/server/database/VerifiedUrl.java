package health.confidant.server.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In production the way to PostgreSQL is encrypted and its certificate checked, name and all ({@code verify-full}): a
 * mode that asks for less is refused, and no mode means this one.
 */
final class VerifiedUrl {
    private static final Pattern MODE = Pattern.compile("[?&]sslmode=([^&]*)");
    private static final String FULL = "verify-full";

    private VerifiedUrl() {}

    /** @throws StartRefused when the URL asks for less */
    static DatabaseProperties of(DatabaseProperties properties) {
        if (properties.embedded()) {
            return properties;
        }
        Matcher mode = MODE.matcher(properties.url());
        if (!mode.find()) {
            String joint = properties.url().contains("?") ? "&" : "?";
            return withUrl(properties, properties.url() + joint + "sslmode=" + FULL);
        }
        if (!mode.group(1).equals(FULL) || mode.find()) {
            throw new StartRefused("CONFIDANT_DATABASE_URL asks for another sslmode than verify-full, with which"
                    + " anybody on the way could read records. Use sslmode=verify-full, and sslrootcert for a private"
                    + " certificate authority.");
        }
        return properties;
    }

    /** Whether a connection by this URL fails where TLS does. */
    static boolean verifies(String url) {
        return url.contains("sslmode=" + FULL);
    }

    private static DatabaseProperties withUrl(DatabaseProperties properties, String url) {
        return new DatabaseProperties(
                url,
                properties.user(),
                properties.password(),
                properties.serverPassword(),
                properties.directory(),
                properties.poolSize(),
                properties.statementTimeout());
    }
}
