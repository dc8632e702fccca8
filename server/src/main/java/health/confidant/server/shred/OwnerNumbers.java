package health.confidant.server.shred;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Owners' numbers are never given twice: a restored database forgets the numbers that were given since its backup, and
 * a new patient must not get a shredded one's.
 */
final class OwnerNumbers {
    private final JdbcTemplate administrator;

    OwnerNumbers(JdbcTemplate administrator) {
        this.administrator = administrator;
    }

    /** @param used the highest number that the key store knows */
    void beyond(int used) {
        administrator.queryForObject(
                """
                select setval('confidant.owner_id_seq', greatest((select last_value from confidant.owner_id_seq), ?::bigint))
                """,
                Long.class,
                used);
    }
}
