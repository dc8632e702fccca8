package health.confidant.enforcement;

import java.sql.SQLException;

/** Where something failed, for the log: classes and lines alone, since messages of HAPI and PostgreSQL may quote a record. */
final class BareTrace {
    private BareTrace() {}

    static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null && text.length() < 2000; t = t.getCause()) {
            StackTraceElement[] stack = t.getStackTrace();
            text.append(t.getClass().getName());
            text.append(t instanceof SQLException sql ? " state " + sql.getSQLState() : "");
            for (int i = 0; i < Math.min(4, stack.length); i++) {
                text.append(" < ").append(stack[i].getClassName()).append('.').append(stack[i].getMethodName());
                text.append(':').append(stack[i].getLineNumber());
            }
            text.append(t.getCause() == null ? "" : " caused by ");
        }
        return text.toString();
    }
}
