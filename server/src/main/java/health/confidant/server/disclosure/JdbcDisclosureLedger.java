package health.confidant.server.disclosure;

import health.confidant.access.ProvisionId;
import health.confidant.access.Segment;
import health.confidant.disclosure.ConsentCopy;
import health.confidant.disclosure.Disclosure;
import health.confidant.enforcement.DisclosureLedger;
import health.confidant.server.segment.Segments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of {@code confidant.disclosure}, each in force for itself as soon as it is appended. */
public final class JdbcDisclosureLedger implements DisclosureLedger {
    private static final String INSERT =
            """
            insert into confidant.disclosure
                (id, request, patient, owner, recipient, recipient_name, recipient_address, network, purpose, consent,
                 consent_version, what, types, count, statement)
            select ?, ?, ?, ?, r.reference, coalesce(p.name, ''), coalesce(p.address, ''), ?, ?, ?, ?, ?, ?, ?, ?
            from (select ?::text as reference) r left join confidant.party p on p.reference = r.reference
            """;

    private final DataSource source;
    private final JdbcTemplate sql;
    private final Segments segments;

    public JdbcDisclosureLedger(DataSource source, JdbcTemplate sql, Segments segments) {
        this.source = source;
        this.sql = sql;
        this.segments = segments;
    }

    @Override
    public Optional<Segment> segment(int id) {
        return segments.find(id);
    }

    /** A consent that was revoked while the answer was on its way is still what it was given on. */
    @Override
    public List<ConsentCopy> consents(Set<ProvisionId> provisions) {
        return sql.query(
                """
                select p.provision, coalesce(o.reference, ''), coalesce(o.id, 0), coalesce(c.version, 0),
                       coalesce(c.explanation, 'It was taken back while this answer was on its way.')
                from unnest(?::text[]) as p(provision)
                left join confidant.consent c on c.provision = p.provision
                left join confidant.owner o on o.id = c.patient
                order by 1
                """,
                (row, n) -> {
                    String provision = row.getString(1);
                    return new ConsentCopy(
                            new ProvisionId(provision),
                            row.getString(2),
                            row.getInt(3),
                            provision.substring(0, provision.indexOf('#')),
                            row.getLong(4),
                            row.getString(5));
                },
                (Object) provisions.stream().map(ProvisionId::value).toArray(String[]::new));
    }

    @Override
    public void append(Collection<Disclosure> disclosures) {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Disclosure disclosure : disclosures) {
                bind(connection, insert, disclosure);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The ledger of disclosures cannot be written.", e);
        }
    }

    private static void bind(Connection connection, PreparedStatement insert, Disclosure disclosure)
            throws SQLException {
        ConsentCopy consent = disclosure.consent();
        insert.setObject(1, disclosure.id());
        insert.setString(2, disclosure.request());
        insert.setString(3, consent.patient());
        insert.setInt(4, consent.owner());
        insert.setString(5, disclosure.network());
        insert.setString(6, disclosure.purpose().name());
        insert.setString(7, consent.consent());
        insert.setLong(8, consent.version());
        insert.setArray(9, connection.createArrayOf("text", disclosure.what().toArray()));
        insert.setArray(
                10,
                connection.createArrayOf(
                        "text",
                        disclosure.what().stream()
                                .map(reference -> reference.substring(0, reference.indexOf('/')))
                                .distinct()
                                .toArray()));
        insert.setInt(11, disclosure.what().size());
        insert.setInt(12, disclosure.notice().number());
        insert.setString(13, disclosure.recipient());
    }
}
