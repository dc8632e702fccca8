package health.confidant.server.journal;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.CheckpointKey;
import health.confidant.audit.LogFile;
import health.confidant.audit.LogVerifier;
import health.confidant.audit.Receipt;
import health.confidant.audit.ReceiptFile;
import health.confidant.audit.SignedCheckpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * {@code verify}: whether a receipt, an exported log or a database is what was signed. Exit code 0: intact; 1: not, and
 * the first bad record is named; 2: it could not be checked.
 */
public final class VerifyCommand {
    private static final String USAGE =
            """
            Usage: verify FILE [--key FILE] [--witness FILE]       a receipt or an exported log, without a database
                   verify --database JDBC-URL [--user NAME] [--key FILE] [--keys DIRECTORY] [--witness FILE]
                          [--export DIRECTORY]                     password: CONFIDANT_DATABASE_PASSWORD
            --key: the public keys that you trust, one a line.  --witness: checkpoints that somebody else kept.
            --keys: a node's directory of keys, to name the very record that was changed.""";

    /** No privilege, a transaction that only reads, no such function or schema. */
    private static final Set<String> UNABLE = Set.of("42501", "25006", "42883", "3F000");

    private final PrintStream out;

    public VerifyCommand(PrintStream out) {
        this.out = out;
    }

    public int run(String[] arguments) {
        try {
            Map<String, String> options = new HashMap<>();
            List<String> files = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
                    options.put(arguments[i].substring(2), arguments[++i]);
                } else {
                    files.add(arguments[i]);
                }
            }
            if (options.containsKey("database") && files.isEmpty()) {
                return database(options);
            }
            if (files.size() != 1 || files.get(0).startsWith("--")) {
                out.println(USAGE);
                return 2;
            }
            return file(Path.of(files.get(0)), options);
        } catch (IOException | SQLException | IllegalArgumentException e) {
            out.println("It could not be checked: " + e.getMessage());
            return 2;
        }
    }

    private int file(Path file, Map<String, String> options) throws IOException {
        List<CheckpointKey> keys = keys(options);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.mark(64);
            char[] head = new char[17];
            boolean receipt = in.read(head) == 17 && new String(head).equals("confidant-receipt");
            in.reset();
            if (receipt) {
                return receipt(Files.readString(file), keys, options);
            }
            LogVerifier.Result result = LogFile.verify(
                    in, keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty(), witnessed(options));
            warn(keys);
            return print(file.getFileName().toString(), result);
        }
    }

    private int receipt(String text, List<CheckpointKey> keys, Map<String, String> options) {
        ReceiptFile file;
        try {
            file = ReceiptFile.parse(text);
        } catch (IllegalArgumentException e) {
            out.println("NOT INTACT: " + e.getMessage());
            return 1;
        }
        List<String> faults = file.faults(keys);
        faults.forEach(fault -> out.println("NOT INTACT: " + fault));
        if (!faults.isEmpty()) {
            return 1;
        }
        if (options.containsKey("witness") && !agrees(file, witnessed(options))) {
            return 1;
        }
        warn(keys);
        for (ReceiptFile.Part part : file.parts()) {
            out.println("log " + part.key().name() + ", key " + part.key().text());
            out.println("as of " + part.checkpoint().checkpoint().at() + ", "
                    + part.checkpoint().checkpoint().size() + " records");
            for (Receipt receipt : part.receipts()) {
                out.println(line(receipt));
            }
        }
        out.println("INTACT: every record above is in the log that was signed, and says this.");
        return 0;
    }

    /** A checkpoint that nobody kept proves nothing against whoever holds the key: that is not intact either. */
    private boolean agrees(ReceiptFile file, List<SignedCheckpoint> kept) {
        List<String> forked = file.forked(kept);
        forked.forEach(origin -> out.println("NOT INTACT: the witness kept another checkpoint of " + origin));
        List<String> witnessed = file.witnessed(kept);
        List<String> alone = file.parts().stream()
                .map(part -> part.checkpoint().checkpoint().origin())
                .filter(origin -> !witnessed.contains(origin) && !forked.contains(origin))
                .toList();
        alone.forEach(origin -> out.println("NOT WITNESSED: the witness has no checkpoint of " + origin
                + " with as many records; a newer copy may."));
        return forked.isEmpty() && alone.isEmpty();
    }

    private static String line(Receipt receipt) {
        AuditRecord shown = receipt.shownRecord();
        return shown.at() + "  " + shown.action() + " " + shown.outcome() + "  " + shown.agent() + " "
                + String.join(",", shown.roles()) + "  "
                + shown.track().map(Enum::name).orElse("-") + "  "
                + String.join(" ", shown.entities());
    }

    private void warn(List<CheckpointKey> keys) {
        if (keys.isEmpty()) {
            out.println("No --key was given: compare the key with the one that the program publishes.");
        }
    }

    private int database(Map<String, String> options) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("user", options.getOrDefault("user", "confidant_server"));
        Optional.ofNullable(System.getenv("CONFIDANT_DATABASE_PASSWORD"))
                .ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", "confidant verify");
        try (Connection connection = DriverManager.getConnection(options.get("database"), properties)) {
            return check(connection, options);
        }
    }

    /** @param options as on the command line, without their dashes */
    public int check(Connection connection, Map<String, String> options) throws SQLException, IOException {
        boolean export = options.containsKey("export");
        if (!recorded(connection, export) && export) {
            out.println("Refused: an export that cannot be recorded is not made.");
            return 2;
        }
        connection.setReadOnly(true);
        Map<String, CheckpointKey> keys = new HashMap<>();
        keys(options).forEach(key -> keys.put(key.name(), key));
        Verification verification = new Verification(connection);
        Map<String, LogVerifier.Result> results =
                verification.verify(new Verification.Trust(keys, macs(options), witnessed(options)));
        warn(List.copyOf(keys.values()));
        int code = 0;
        for (Map.Entry<String, LogVerifier.Result> result : results.entrySet()) {
            code = Math.max(code, print(result.getKey(), result.getValue()));
        }
        if (export) {
            Path directory = Files.createDirectories(Path.of(options.get("export")));
            verification.export(origin -> Files.newBufferedWriter(
                    directory.resolve(origin.replace('/', '-') + ".log"), StandardCharsets.US_ASCII));
        }
        return code;
    }

    /** Who may only read, or asks a standby, verifies without a record, and is told so. */
    private boolean recorded(Connection connection, boolean export) throws SQLException {
        try {
            Acts.record(connection, "command verify" + (export ? ", with an export of the journal" : ""), "");
            return true;
        } catch (SQLException e) {
            if (!UNABLE.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            out.println("This login or database cannot write, so that the journal does not say that it was verified.");
            return false;
        }
    }

    private int print(String name, LogVerifier.Result result) {
        result.findings().forEach(finding -> out.println("NOT INTACT: " + name + ": " + finding));
        if (result.intact()) {
            out.println(
                    "INTACT: " + name + ": " + result.records() + " records, " + result.sealed() + " of them sealed");
        } else {
            out.println("first bad: " + name + " record "
                    + result.first().orElseThrow().record());
        }
        return result.intact() ? 0 : 1;
    }

    private static List<CheckpointKey> keys(Map<String, String> options) throws IOException {
        if (!options.containsKey("key")) {
            return List.of();
        }
        return Files.readAllLines(Path.of(options.get("key"))).stream()
                .filter(line -> !line.isBlank())
                .map(CheckpointKey::parse)
                .toList();
    }

    private static Map<String, byte[]> macs(Map<String, String> options) {
        Map<String, byte[]> macs = new HashMap<>();
        if (options.containsKey("keys")) {
            JournalKeys keys = new JournalKeys(Path.of(options.get("keys")));
            for (int slot = 1; keys.has(slot); slot++) {
                JournalKeys.Node node = keys.node(slot);
                macs.put(node.signer().key().name(), node.mac());
            }
        }
        return macs;
    }

    private static List<SignedCheckpoint> witnessed(Map<String, String> options) {
        return options.containsKey("witness") ? new CheckpointFile(Path.of(options.get("witness"))).all() : List.of();
    }
}
