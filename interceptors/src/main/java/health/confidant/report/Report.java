package health.confidant.report;

import java.time.Instant;
import java.util.List;

/**
 * A table with what a reader needs to understand it.
 *
 * @param about whose report it is, by name
 * @param from first instant that it covers
 * @param until first instant that it does not cover
 * @param rows the cells in the order of the columns
 * @param notes sentences below the table
 */
public record Report(
        String title,
        String about,
        Instant from,
        Instant until,
        Instant made,
        List<Column> columns,
        List<List<String>> rows,
        List<String> notes) {
    /**
     * @param code name in FHIR and in a file
     * @param heading name on a page
     * @param share of the page's width, relative to the other columns
     */
    public record Column(String code, String heading, int share) {}

    public Report {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("A row has other cells than there are columns.");
            }
        }
    }
}
