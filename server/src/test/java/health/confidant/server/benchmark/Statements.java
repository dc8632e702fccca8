package health.confidant.server.benchmark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which statements PostgreSQL executes for a request, from its log. */
final class Statements {
    private static final Pattern EXECUTED = Pattern.compile(
            "duration: ([0-9.]+) ms +(?:execute [^:]*|statement): (.*?)(?=\\n\\w*:[A-Z]+: |\\z)", Pattern.DOTALL);

    private final JdbcTemplate administrator;
    private final Path log;

    Statements(JdbcTemplate administrator, Path log) {
        this.administrator = administrator;
        this.log = log;
    }

    /** The statements of one request, after some that were not looked at: plans and caches are warm. */
    List<String> of(Loop loop, Kind kind) throws IOException {
        loop.warmUp(kind, 8);
        administrator.execute("alter system set log_min_duration_statement = 0");
        administrator.execute("select pg_reload_conf()");
        Launch.pause();
        Launch.pause();
        long start = Files.size(log);
        loop.ask(kind, 100_000);
        Launch.pause();
        administrator.execute("alter system reset log_min_duration_statement");
        administrator.execute("select pg_reload_conf()");
        byte[] added;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            added = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(added);
        }
        List<String> statements = new ArrayList<>();
        Matcher matcher = EXECUTED.matcher(new String(added, StandardCharsets.UTF_8));
        while (matcher.find()) {
            String text = matcher.group(2).replaceAll("\\s+", " ");
            if (!text.contains("alter system") && !text.contains("pg_reload_conf")) {
                statements.add(matcher.group(1) + " ms " + text);
            }
        }
        return statements;
    }
}
