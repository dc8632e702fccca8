package health.confidant.server.report;

import health.confidant.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A report as pages of US Letter, lying: a heading, the table with its heading on every page, the notes. */
final class ReportPdf {
    private static final PDRectangle PAGE =
            new PDRectangle(PDRectangle.LETTER.getHeight(), PDRectangle.LETTER.getWidth());
    private static final float MARGIN = 40;
    private static final float WIDTH = PAGE.getWidth() - 2 * MARGIN;
    private static final float TEXT = 8.5f;
    private static final float LINE = 11;
    private static final float PADDING = 4;

    private final PDDocument document = new PDDocument();
    private final Report report;
    private final PDFont font;
    private final PDFont bold;
    private PDPageContentStream page;
    private float y;
    private boolean striped;

    private ReportPdf(Report report) throws IOException {
        this.report = report;
        // The library's own font, embedded: the built-in ones have no letters beyond Latin-1.
        this.font = font();
        this.bold = font;
    }

    static byte[] of(Report report) {
        try {
            return new ReportPdf(report).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDFont font() throws IOException {
        try (InputStream ttf =
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return PDType0Font.load(document, ttf, true);
        }
    }

    private byte[] write() throws IOException {
        try (document) {
            document.getDocumentInformation().setTitle(report.title());
            open();
            heading();
            tableHeading();
            if (report.rows().isEmpty()) {
                text(MARGIN + PADDING, y - LINE, TEXT, "Nothing in this time.");
                y -= 2 * LINE;
            }
            for (List<String> row : report.rows()) {
                row(row);
            }
            notes();
            page.close();
            numberPages();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private void open() throws IOException {
        if (page != null) {
            page.close();
        }
        PDPage next = new PDPage(PAGE);
        document.addPage(next);
        page = new PDPageContentStream(document, next);
        y = PAGE.getHeight() - MARGIN;
    }

    private void heading() throws IOException {
        y -= 16;
        heavy(MARGIN, y, 18, report.title());
        y -= 20;
        text(MARGIN, y, 11, "For " + report.about());
        y -= 15;
        grey();
        text(
                MARGIN,
                y,
                TEXT,
                "From " + report.from().toString().substring(0, 10) + " to "
                        + report.until().toString().substring(0, 16).replace('T', ' ') + " UTC  \u00b7  "
                        + report.rows().size() + (report.rows().size() == 1 ? " line" : " lines") + "  \u00b7  made "
                        + report.made().toString().substring(0, 16).replace('T', ' ') + " UTC");
        black();
        y -= 14;
    }

    private void tableHeading() throws IOException {
        List<String> cells =
                report.columns().stream().map(Report.Column::heading).toList();
        List<List<String>> wrapped = wrap(cells);
        float height = height(wrapped);
        fill(0.16f, 0.29f, 0.42f, height);
        page.setNonStrokingColor(1f, 1f, 1f);
        page.setStrokingColor(1f, 1f, 1f);
        cells(wrapped, true);
        black();
        y -= height;
        striped = false;
    }

    private void row(List<String> cells) throws IOException {
        List<List<String>> wrapped = wrap(cells);
        float height = height(wrapped);
        if (y - height < MARGIN + LINE) {
            open();
            tableHeading();
        }
        if (striped) {
            fill(0.94f, 0.95f, 0.97f, height);
        }
        black();
        cells(wrapped, false);
        y -= height;
        striped = !striped;
    }

    private void notes() throws IOException {
        y -= LINE;
        for (String note : report.notes()) {
            for (String line : wrap(note, WIDTH)) {
                if (y - LINE < MARGIN + LINE) {
                    open();
                }
                y -= LINE;
                text(MARGIN, y, TEXT, line);
            }
            y -= 3;
        }
    }

    private void numberPages() throws IOException {
        int count = document.getNumberOfPages();
        for (int i = 0; i < count; i++) {
            try (PDPageContentStream foot = new PDPageContentStream(
                    document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
                String number = "Page " + (i + 1) + " of " + count;
                foot.beginText();
                foot.setNonStrokingColor(0.4f, 0.4f, 0.4f);
                foot.setFont(font, 8);
                foot.newLineAtOffset(PAGE.getWidth() - MARGIN - width(number, 8), MARGIN - 16);
                foot.showText(number);
                foot.endText();
            }
        }
    }

    private List<List<String>> wrap(List<String> cells) throws IOException {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(wrap(cells.get(i), width(i) - 2 * PADDING));
        }
        return wrapped;
    }

    private static float height(List<List<String>> wrapped) {
        int most = wrapped.stream().mapToInt(List::size).max().orElse(1);
        return Math.max(1, most) * LINE + 2 * PADDING - 2;
    }

    private void cells(List<List<String>> wrapped, boolean heavy) throws IOException {
        float x = MARGIN;
        for (int i = 0; i < wrapped.size(); i++) {
            float line = y - PADDING - TEXT + 1;
            for (String text : wrapped.get(i)) {
                if (heavy) {
                    heavy(x + PADDING, line, TEXT, text);
                } else {
                    text(x + PADDING, line, TEXT, text);
                }
                line -= LINE;
            }
            x += width(i);
        }
    }

    private float width(int column) {
        int all = report.columns().stream().mapToInt(Report.Column::share).sum();
        return WIDTH * report.columns().get(column).share() / all;
    }

    private void fill(float red, float green, float blue, float height) throws IOException {
        page.setNonStrokingColor(red, green, blue);
        page.addRect(MARGIN, y - height, WIDTH, height);
        page.fill();
    }

    private void black() throws IOException {
        page.setNonStrokingColor(0.1f, 0.1f, 0.1f);
        page.setStrokingColor(0.1f, 0.1f, 0.1f);
    }

    private void grey() throws IOException {
        page.setNonStrokingColor(0.4f, 0.4f, 0.4f);
    }

    private void text(float x, float at, float size, String text) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, at);
        page.showText(known(text));
        page.endText();
    }

    private void heavy(float x, float at, float size, String text) throws IOException {
        page.saveGraphicsState();
        page.setRenderingMode(org.apache.pdfbox.pdmodel.graphics.state.RenderingMode.FILL_STROKE);
        page.setLineWidth(size / 40);
        text(x, at, size, text);
        page.restoreGraphicsState();
    }

    private List<String> wrap(String text, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : known(text).split(" ")) {
            String rest = word;
            while (width(rest, TEXT) > width) {
                int fit = rest.length();
                while (fit > 1 && width(rest.substring(0, fit), TEXT) > width) {
                    fit--;
                }
                if (line.length() > 0) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                lines.add(rest.substring(0, fit));
                rest = rest.substring(fit);
            }
            if (line.length() > 0 && width(line + " " + rest, TEXT) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** A letter that the font does not have is a question mark. */
    private String known(String text) {
        StringBuilder known = new StringBuilder();
        text.codePoints().forEach(point -> {
            String letter = Character.toString(point);
            try {
                bold.getStringWidth(letter);
                known.append(Character.isISOControl(point) ? " " : letter);
            } catch (IOException | IllegalArgumentException e) {
                known.append('?');
            }
        });
        return known.toString();
    }
}
