package health.confidant.server.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** {@code journal}: archive a month, place a legal hold, release it; each is an act that the
 * journal records. Exit code 0: done; 1: refused; 2: not understood. */
public final class JournalCommand {
    private static final String USAGE =
            """
            Usage: journal archive YYYY-MM --to DIRECTORY --database JDBC-URL [--user NAME]
                   journal hold Patient/ID|all --reason TEXT --database JDBC-URL [--user NAME]
                   journal release ID --database JDBC-URL [--user NAME]
            Password: CONFIDANT_DATABASE_PASSWORD""";

    private static final List<String> COMMANDS = List.of("archive", "hold", "release");

    private final PrintStream out;

    public JournalCommand(PrintStream out) {
        this.out = out;
    }

    public int run(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 2; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        if (arguments.length < 2 || !options.containsKey("--database")) {
            out.println(USAGE);
            return 2;
        }
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "confidant journal");
        properties.setProperty("user", options.getOrDefault("--user", "confidant_server"));
        Optional.ofNullable(System.getenv("CONFIDANT_DATABASE_PASSWORD"))
                .ifPresent(password -> properties.setProperty("password", password));
        try (Connection connection = DriverManager.getConnection(options.get("--database"), properties)) {
            return run(connection, arguments[0], arguments[1], options);
        } catch (SQLException | IOException e) {
            out.println("Refused: " + e.getMessage());
            return 1;
        } catch (DateTimeException | NumberFormatException e) {
            out.println(USAGE);
            return 2;
        }
    }

    /** @param options with their dashes */
    int run(Connection connection, String command, String what, Map<String, String> options)
            throws SQLException, IOException {
        Retention retention = new Retention(connection);
        if (COMMANDS.contains(command)) {
            // No record, no act; what is refused after it was asked for all the same.
            Acts.record(connection, "command journal " + command, command.equals("hold") ? what : "");
        }
        switch (command) {
            case "archive" -> {
                Path directory = Files.createDirectories(Path.of(options.getOrDefault("--to", ".")));
                retention
                        .archive(YearMonth.parse(what), directory)
                        .forEach(file -> out.println("archived and verified: " + file));
                return 0;
            }
            case "hold" -> {
                String reason = options.getOrDefault("--reason", "");
                Optional<Integer> owner = what.equals("all") ? Optional.of(0) : owner(connection, what);
                if (reason.isBlank() || owner.isEmpty()) {
                    out.println("Refused: a hold needs a reason and a patient that is here.");
                    return 1;
                }
                out.println("hold " + retention.hold(owner.get(), reason));
                return 0;
            }
            case "release" -> {
                boolean released = retention.release(Integer.parseInt(what));
                out.println(released ? "released" : "Refused: there is no such hold.");
                return released ? 0 : 1;
            }
            default -> {
                out.println(USAGE);
                return 2;
            }
        }
    }

    private static Optional<Integer> owner(Connection connection, String reference) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select id from confidant.owner where reference = ?")) {
            query.setString(1, reference);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        }
    }
}
