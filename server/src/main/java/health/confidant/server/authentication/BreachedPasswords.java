package health.confidant.server.authentication;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passwords that attackers try first (NIST SP 800-63B, section 3.1.1.2): the common ones that come with zxcvbn, what it
 * finds easy to guess, and, if the operator has it, the file of Have I Been Pwned. Nothing is asked over the network.
 */
public final class BreachedPasswords {
    private static final int WEAKEST = 2;
    private static final int MEASURED = 72;
    private static final int LINE = 40;

    private final Set<String> common;
    private final Optional<Path> file;
    private final Zxcvbn strength = new Zxcvbn();

    /** @param file upper-case SHA-1 in hexadecimal, then {@code :count}, a line each, sorted; empty for none */
    public BreachedPasswords(Optional<Path> file) {
        this.file = file;
        this.common = read();
    }

    /** @param login what the person would put in first */
    public boolean contains(String password, String login) {
        String measured = password.length() > MEASURED ? password.substring(0, MEASURED) : password;
        return common.contains(password.toLowerCase(Locale.ROOT))
                || strength.measure(measured, List.of(login, "confidant")).getScore() < WEAKEST
                || file.isPresent() && listed(sha1(password));
    }

    private static Set<String> read() {
        try (InputStream words =
                Zxcvbn.class.getResourceAsStream("/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt")) {
            if (words == null) {
                throw new IllegalStateException("The list of common passwords is not in the program");
            }
            return new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Binary search by byte: the file has tens of gigabytes. */
    private boolean listed(String hash) {
        try (RandomAccessFile lines = new RandomAccessFile(file.orElseThrow().toFile(), "r")) {
            long low = 0;
            long high = lines.length();
            while (low < high) {
                long middle = (low + high) >>> 1;
                lines.seek(middle);
                if (middle > 0) {
                    lines.readLine();
                }
                String line = lines.readLine();
                int order = line == null || line.length() < LINE
                        ? -1
                        : hash.compareTo(line.substring(0, LINE).toUpperCase(Locale.ROOT));
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            lines.seek(0);
            String first = lines.readLine();
            return first != null && first.toUpperCase(Locale.ROOT).startsWith(hash);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of breached passwords cannot be read", e);
        }
    }

    private static String sha1(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
