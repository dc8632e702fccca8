package health.confidant.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A record as the patient whose record it is may see it: whoever works here or elsewhere by reference and role, any
 * other patient as another participant, and of a query which parameters it had, for the values may name somebody else.
 */
public final class PatientView {
    /** Stands for the partner, and for everybody else who is a patient here or related to one. */
    public static final String PARTICIPANT = "another-participant";

    private PatientView() {}

    /** @param patient the reader, {@code Patient/[id]} */
    public static AuditRecord of(AuditRecord record, String patient) {
        boolean other = another(record.agent(), patient);
        return record.but()
                .agent(other ? PARTICIPANT : record.agent())
                .client(other ? "" : record.client())
                .token(other ? "" : record.token())
                .address(other ? "" : record.address())
                .entities(record.entities().stream()
                        .filter(entity -> !another(entity.replaceFirst("/_history/.*", ""), patient))
                        .toList())
                .query(names(record.query()))
                .roles(other ? List.of() : record.roles())
                .build();
    }

    private static boolean another(String reference, String patient) {
        boolean person = reference.startsWith("Patient/") || reference.startsWith("RelatedPerson/");
        return person && !reference.equals(patient);
    }

    /** {@code Condition?code=F10&patient=Patient/1} becomes {@code Condition?code=&patient=}. */
    static String names(String query) {
        int start = query.indexOf('?');
        if (start < 0) {
            return query;
        }
        return query.substring(0, start + 1)
                + Arrays.stream(query.substring(start + 1).split("&"))
                        .map(parameter -> parameter.split("=", 2)[0].replaceAll("[^A-Za-z_.:-]", ""))
                        .map(name -> name.startsWith("_has") ? "_has" : name)
                        .map(name -> name + "=")
                        .collect(Collectors.joining("&"));
    }
}
