package health.confidant.server.audit;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Records that this node begins to serve, with what settings, and that it stops: what changed between two starts is there. */
final class NodeRecords implements SmartLifecycle {
    private static final String SECRET = ".*(password|passphrase|secret|token|pin).*";

    private final Journal journal;
    private final ConfigurableEnvironment environment;
    private final Supplier<String> wrapping;
    private final Clock clock;
    private volatile boolean running;

    /** @param wrapping version of the key that wraps the data keys: it may have been rotated while no node ran */
    NodeRecords(Journal journal, ConfigurableEnvironment environment, Supplier<String> wrapping, Clock clock) {
        this.journal = journal;
        this.environment = environment;
        this.wrapping = wrapping;
        this.clock = clock;
    }

    /** @throws RuntimeException when it cannot be recorded: the node does not start */
    @Override
    public void start() {
        append(Action.START, "node " + journal.origin());
        append(Action.CONFIGURE, settings());
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            append(Action.STOP, "node " + journal.origin());
        } catch (RuntimeException e) {
            // A node whose database is gone stops all the same.
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Of every key of ours that is set; of a secret, that it is. */
    private String settings() {
        TreeMap<String, String> settings = new TreeMap<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.startsWith("confidant.") || name.startsWith("CONFIDANT_"))
                .forEach(name -> settings.put(
                        name,
                        name.toLowerCase(java.util.Locale.ROOT).matches(SECRET)
                                ? "set"
                                : String.valueOf(environment.getProperty(name))));
        settings.put("wrapping key", wrapping.get());
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("; "));
    }

    private void append(Action action, String detail) {
        journal.append(List.of(AuditRecord.of(action, Outcome.SUCCESS, clock.instant())
                .agent(journal.origin())
                .detail(detail)
                .build()));
    }
}
