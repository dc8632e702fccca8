package health.confidant.server.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What an administrator's command leaves in the database, beside a running server or without one: a node journals it. */
public final class Acts {
    private Acts() {}

    /**
     * Durable when this returns; under the name of the connection's login.
     *
     * @param what in words, without personal data
     * @param subject a reference, or empty
     */
    public static void record(Connection connection, String what, String subject) throws SQLException {
        try (Statement durable = connection.createStatement();
                PreparedStatement act = connection.prepareStatement("select confidant.record_act(?, ?)")) {
            durable.execute("set synchronous_commit = on");
            act.setString(1, what);
            act.setString(2, subject);
            act.executeQuery().close();
        }
    }
}
