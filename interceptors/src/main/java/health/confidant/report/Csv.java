package health.confidant.report;

import java.util.List;
import java.util.stream.Collectors;

/** A report as a file for a spreadsheet (RFC 4180). A cell that a spreadsheet would run is quoted with an apostrophe. */
public final class Csv {
    private Csv() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, report.columns().stream().map(Report.Column::code).toList());
        report.rows().forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
