package health.confidant.server.authorization;

import health.confidant.access.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL arrays and timestamps as the types of this package. */
final class Columns {
    private Columns() {}

    static Set<String> strings(ResultSet row, String column) throws SQLException {
        return strings(row.getArray(column));
    }

    static Set<String> strings(Array array) {
        try {
            return new LinkedHashSet<>(List.of((String[]) array.getArray()));
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused to hand out an array", e);
        }
    }

    static Set<Role> roles(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
