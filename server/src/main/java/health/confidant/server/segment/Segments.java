package health.confidant.server.segment;

import health.confidant.access.Owner;
import health.confidant.access.ProvisionId;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of {@code confidant.segment}, which never change, so that they may be remembered. */
public final class Segments {
    private record Key(
            int owner, Track track, Set<Label> labels, String source, String author, Set<ProvisionId> carve) {}

    private static final Set<Track> COUPLE = EnumSet.of(Track.COUPLES, Track.GENERAL, Track.PRIVACY);

    private final JdbcTemplate sql;
    private final Owners owners;
    private final TransactionTemplate apart;
    private final Map<Key, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Segment> segments = new ConcurrentHashMap<>();

    public Segments(JdbcTemplate sql, Owners owners, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.owners = owners;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * A new patient or couple, with the segments that the program's own records will lie in, so that whoever is to keep
     * one of them sees whose it is before the first is written.
     */
    Owner admit(Owner.Kind kind, String reference) {
        return apart.execute(status -> {
            Owner owner = owners.create(kind, reference);
            for (Track track : kind == Owner.Kind.PATIENT ? EnumSet.allOf(Track.class) : COUPLE) {
                insert(new Key(owner.id(), track, Set.of(Label.RESTRICTED, Label.PART2), "", "", Set.of()));
            }
            return owner;
        });
    }

    /** The id of the segment, made in a transaction of its own when it is the first of its kind. */
    int id(Owner owner, Track track, Set<Label> labels, String source, String author, Set<ProvisionId> carve) {
        Key key = new Key(owner.id(), track, labels, source, author, carve);
        Integer id = ids.get(key);
        if (id == null) {
            id = apart.execute(status -> insert(key));
            ids.put(key, id);
        }
        return id;
    }

    /**
     * The segment like this one with another carve, made in the running transaction. It is not remembered: the
     * transaction may roll back.
     */
    int recarved(Segment segment, Set<ProvisionId> carve) {
        return insert(new Key(
                segment.owner().id(), segment.track(), segment.labels(), segment.source(), segment.author(), carve));
    }

    /** The segment like this one with other labels, made in the running transaction. */
    int relabelled(Segment segment, Set<Label> labels) {
        return insert(new Key(
                segment.owner().id(), segment.track(), labels, segment.source(), segment.author(), segment.carve()));
    }

    /** The segment of an owner's privacy papers; empty for the directory. */
    public Optional<Segment> privacy(Owner owner) {
        return of(List.of(owner.id())).stream()
                .filter(segment -> segment.track() == Track.PRIVACY)
                .min(Comparator.comparing(Segment::id));
    }

    /** Every segment of these owners. */
    List<Segment> of(Collection<Integer> owners) {
        return sql
                .queryForList("select id from confidant.segment where owner = any(?)", Integer.class, (Object)
                        owners.toArray(Integer[]::new))
                .stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private int insert(Key key) {
        String[] carve = key.carve().stream().map(ProvisionId::value).sorted().toArray(String[]::new);
        String[] labels = key.labels().stream().map(Enum::name).sorted().toArray(String[]::new);
        int made = sql.update(
                """
                insert into confidant.segment (owner, track, labels, source, author, carve) values (?, ?, ?, ?, ?, ?)
                on conflict (owner, track, labels, source, author, carve) do nothing
                """,
                key.owner(),
                key.track().name(),
                labels,
                key.source(),
                key.author(),
                carve);
        if (made > 0) {
            owners.touch(Set.of(key.owner()));
        }
        return sql.queryForObject(
                """
                select id from confidant.segment
                where owner = ? and track = ? and labels = ?::text[] and source = ? and author = ? and carve = ?::text[]
                """,
                Integer.class,
                key.owner(),
                key.track().name(),
                labels,
                key.source(),
                key.author(),
                carve);
    }

    public Optional<Segment> find(int id) {
        Segment known = segments.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Segment> read = sql
                .query(
                        """
                        select s.id, o.id, o.kind, o.reference, track, labels, source, author, carve
                        from confidant.segment s join confidant.owner o on o.id = s.owner where s.id = ?
                        """,
                        (row, n) -> new Segment(
                                row.getInt(1),
                                new Owner(row.getInt(2), Owner.Kind.valueOf(row.getString(3)), row.getString(4)),
                                Track.valueOf(row.getString(5)),
                                Arrays.stream((String[]) row.getArray(6).getArray())
                                        .map(Label::valueOf)
                                        .collect(Collectors.toSet()),
                                row.getString(7),
                                row.getString(8),
                                Arrays.stream((String[]) row.getArray(9).getArray())
                                        .map(ProvisionId::new)
                                        .collect(Collectors.toSet())),
                        id)
                .stream()
                .findFirst();
        read.ifPresent(segment -> segments.put(id, segment));
        return read;
    }
}
