package health.confidant.server.decision;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Counts queries: the one method that all of the template's parametrised ones end in. */
final class CountedStatements extends JdbcTemplate {
    private int count;

    CountedStatements(DataSource source) {
        super(source);
    }

    @Override
    public <T> T query(
            PreparedStatementCreator statement, PreparedStatementSetter values, ResultSetExtractor<T> extractor) {
        count++;
        return super.query(statement, values, extractor);
    }

    /** Since the last call. */
    int taken() {
        int taken = count;
        count = 0;
        return taken;
    }
}
