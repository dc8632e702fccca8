package health.confidant.server.journal;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.Leaf;
import health.confidant.audit.Payload;
import health.confidant.audit.PayloadCipher;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** One view over the logs of all nodes. */
public final class JournalReader {
    private static final String SHREDDED = "what this record said was destroyed with the person's key";

    /**
     * What was done and what became of it.
     *
     * @param entities whether the record names any
     */
    public record Kind(Action action, Outcome outcome, boolean entities) {
        /** Every kind there is. */
        public static final Set<Kind> ALL = Arrays.stream(Action.values())
                .flatMap(action -> Arrays.stream(Outcome.values())
                        .flatMap(outcome ->
                                Stream.of(new Kind(action, outcome, true), new Kind(action, outcome, false))))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A question about records. Empty sets and Optionals ask for nothing in particular.
     *
     * @param owners whose records may be shown at all
     * @param unattributed whether records about nobody are shown too
     * @param withheld records that are not shown for now, nor counted
     */
    public record Question(
            Set<Integer> owners,
            boolean unattributed,
            Optional<Integer> owner,
            Instant from,
            Instant until,
            Optional<String> agent,
            Optional<String> entity,
            Set<Kind> kinds,
            Optional<Purpose> purpose,
            List<Withheld> withheld) {
        static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");
        static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

        public Question {
            withheld = List.copyOf(withheld);
        }

        /** With nothing withheld. */
        public Question(
                Set<Integer> owners,
                boolean unattributed,
                Optional<Integer> owner,
                Instant from,
                Instant until,
                Optional<String> agent,
                Optional<String> entity,
                Set<Kind> kinds,
                Optional<Purpose> purpose) {
            this(owners, unattributed, owner, from, until, agent, entity, kinds, purpose, List.of());
        }

        /** Everything about one owner. */
        public static Question of(int owner) {
            return new Question(
                    Set.of(owner),
                    false,
                    Optional.of(owner),
                    BEGINNING,
                    END,
                    Optional.empty(),
                    Optional.empty(),
                    Kind.ALL,
                    Optional.empty());
        }

        /** The same between two instants, the first included. */
        public Question between(Instant first, Instant last) {
            return new Question(owners, unattributed, owner, first, last, agent, entity, kinds, purpose, withheld);
        }

        /** The same without these. */
        public Question without(List<Withheld> those) {
            return new Question(owners, unattributed, owner, from, until, agent, entity, kinds, purpose, those);
        }
    }

    /**
     * What somebody did about one owner in a stretch of time.
     *
     * @param actions empty for whatever it was
     */
    public record Withheld(int owner, String agent, Instant from, Instant until, Set<Action> actions) {
        /** All that an agent ever did about an owner. */
        public static Withheld all(int owner, String agent) {
            return new Withheld(owner, agent, Question.BEGINNING, Question.END, Set.of());
        }
    }

    /** A record with its place in the log that holds it. */
    public record Entry(int log, Leaf leaf, Optional<Opened> opened, AuditRecord record) {}

    /** The salt and the payload of a record whose key is there. */
    public record Opened(byte[] salt, Payload payload) {
        public Opened {
            salt = salt.clone();
        }
    }

    private final JdbcTemplate sql;
    private final PayloadCipher cipher;
    private final Draft.SearchHash hash;
    private final IntFunction<Optional<String>> references;

    /** @param references of owners, by their keys */
    JournalReader(
            JdbcTemplate sql, PayloadCipher cipher, Draft.SearchHash hash, IntFunction<Optional<String>> references) {
        this.sql = sql;
        this.cipher = cipher;
        this.hash = hash;
        this.references = references;
    }

    public int count(Question question) {
        List<Object> arguments = new ArrayList<>();
        return sql.queryForObject(
                "select count(*) from confidant.journal" + where(question, arguments),
                Integer.class,
                arguments.toArray());
    }

    /** @param ascending the oldest first; else the newest */
    public List<Entry> search(Question question, boolean ascending, int count, int offset) {
        List<Object> arguments = new ArrayList<>();
        String order = ascending ? " order by at, log, sequence" : " order by at desc, log, sequence desc";
        String query = "select " + Row.COLUMNS + " from confidant.journal" + where(question, arguments) + order
                + " limit ? offset ?";
        arguments.add(count);
        arguments.add(offset);
        return sql.query(query, (row, n) -> entry(Row.read(row)), arguments.toArray());
    }

    /** When the last record before that instant was made, whoever it is about. */
    public Optional<Instant> lastBefore(Instant instant) {
        return Optional.ofNullable(sql.queryForObject(
                        "select max(at) from confidant.journal where at < ?",
                        OffsetDateTime.class,
                        instant.atOffset(ZoneOffset.UTC)))
                .map(OffsetDateTime::toInstant);
    }

    /** The record of this id, among those that the question allows. */
    public Optional<Entry> find(UUID id, Question question) {
        List<Object> arguments = new ArrayList<>();
        Question timed = question;
        if (id.version() == 7) {
            Instant at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
            timed = question.between(at, at.plusMillis(1));
        }
        String query = "select " + Row.COLUMNS + " from confidant.journal" + where(timed, arguments) + " and id = ?";
        arguments.add(id);
        return sql.query(query, (row, n) -> entry(Row.read(row)), arguments.toArray()).stream()
                .findFirst();
    }

    private String where(Question question, List<Object> arguments) {
        StringBuilder where = new StringBuilder(" where at >= ? and at < ?");
        arguments.add(question.from().atOffset(ZoneOffset.UTC));
        arguments.add(question.until().atOffset(ZoneOffset.UTC));
        if (question.owner().isPresent()) {
            where.append(" and owner = ? and owner = any(?)");
            arguments.add(question.owner().get());
        } else {
            where.append(" and owner = any(?)");
        }
        arguments.add(allowed(question));
        question.agent().ifPresent(agent -> add(where, arguments, " and agent = ?", hash.of(agent)));
        question.entity().ifPresent(entity -> add(where, arguments, " and ? = any(entities)", hash.ofEntity(entity)));
        question.purpose().ifPresent(purpose -> add(where, arguments, " and purpose = ?", purpose.ordinal()));
        add(
                where,
                arguments,
                " and action * 4 + outcome * 2 + (cardinality(entities) > 0)::int = any(?)",
                numbers(question.kinds()));
        question.withheld().forEach(withheld -> withhold(where, arguments, withheld));
        return where.toString();
    }

    private void withhold(StringBuilder where, List<Object> arguments, Withheld withheld) {
        add(where, arguments, " and not (owner = ?", withheld.owner());
        add(where, arguments, " and agent = ?", hash.of(withheld.agent()));
        add(where, arguments, " and at >= ?", withheld.from().atOffset(ZoneOffset.UTC));
        add(where, arguments, " and at < ?", withheld.until().atOffset(ZoneOffset.UTC));
        if (!withheld.actions().isEmpty()) {
            Integer[] actions = withheld.actions().stream().map(Action::number).toArray(Integer[]::new);
            add(where, arguments, " and action = any(?)", actions);
        }
        where.append(')');
    }

    private static void add(StringBuilder where, List<Object> arguments, String clause, Object argument) {
        where.append(clause);
        arguments.add(argument);
    }

    private static Integer[] allowed(Question question) {
        List<Integer> owners = new ArrayList<>(question.owners());
        if (question.unattributed()) {
            owners.add(0);
        }
        return owners.toArray(Integer[]::new);
    }

    /** A number under which nothing was done is nothing to show. */
    private static Integer[] numbers(Collection<Kind> kinds) {
        return kinds.stream()
                .filter(kind -> kind.action() != Action.VOID)
                .map(kind -> kind.action().number() * 4 + kind.outcome().ordinal() * 2 + (kind.entities() ? 1 : 0))
                .toArray(Integer[]::new);
    }

    Entry entry(Row row) {
        Leaf leaf = row.leaf();
        Optional<byte[]> plain = cipher.open(leaf.owner(), row.body(), Leaf.context(leaf.id(), leaf.owner()));
        Optional<Opened> opened = plain.map(bytes -> new Opened(
                Arrays.copyOf(bytes, Payload.SALT),
                Payload.parse(Arrays.copyOfRange(bytes, Payload.SALT, bytes.length))));
        AuditRecord record = opened.map(open -> open.payload().record(leaf)).orElseGet(() -> shredded(leaf));
        return new Entry(row.log(), leaf, opened, record);
    }

    private AuditRecord shredded(Leaf leaf) {
        return AuditRecord.of(leaf.action(), leaf.outcome(), leaf.at())
                .id(leaf.id())
                .purpose(leaf.purpose())
                .patient(references.apply(leaf.owner()))
                .owner(leaf.owner())
                .track(leaf.track())
                .detail(SHREDDED)
                .build();
    }
}
