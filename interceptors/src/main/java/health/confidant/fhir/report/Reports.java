package health.confidant.fhir.report;

import health.confidant.report.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;

/** A report as a FHIR resource. */
public final class Reports {
    private Reports() {}

    /**
     * {@code title}, {@code made}, {@code period}, {@code total}, a {@code line} for each row with a part for each cell
     * that is not empty, a {@code note} for each note, and the {@code receipt}.
     *
     * @param receipt the text that proves the lines, if there is one
     */
    public static Parameters parameters(Report report, Optional<String> receipt) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("title").setValue(new StringType(report.title()));
        parameters.addParameter().setName("made").setValue(instant(report.made()));
        Period period = new Period();
        period.setStartElement(
                new org.hl7.fhir.r4.model.DateTimeType(report.from().toString()));
        period.setEndElement(
                new org.hl7.fhir.r4.model.DateTimeType(report.until().toString()));
        parameters.addParameter().setName("period").setValue(period);
        parameters
                .addParameter()
                .setName("total")
                .setValue(new IntegerType(report.rows().size()));
        for (List<String> row : report.rows()) {
            ParametersParameterComponent line = parameters.addParameter().setName("line");
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isBlank()) {
                    line.addPart().setName(report.columns().get(i).code()).setValue(new StringType(row.get(i)));
                }
            }
        }
        report.notes().forEach(note -> parameters.addParameter().setName("note").setValue(new StringType(note)));
        receipt.ifPresent(text -> parameters
                .addParameter()
                .setName("receipt")
                .setValue(new Attachment()
                        .setContentType("text/plain")
                        .setTitle("receipt.txt")
                        .setData(text.getBytes(StandardCharsets.UTF_8))));
        return parameters;
    }

    public static Binary file(String contentType, byte[] bytes) {
        Binary binary = new Binary();
        binary.setContentType(contentType);
        binary.setData(bytes);
        return binary;
    }

    private static InstantType instant(Instant at) {
        InstantType instant = new InstantType(Date.from(at));
        instant.setTimeZoneZulu(true);
        return instant;
    }
}
