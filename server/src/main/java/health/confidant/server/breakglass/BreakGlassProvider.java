package health.confidant.server.breakglass;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import health.confidant.access.Purpose;
import health.confidant.breakglass.BreakGlassRight;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.CallerSource;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.fhir.breakglass.EmergencyDeclaration;
import health.confidant.fhir.breakglass.EmergencyPapers;
import health.confidant.server.program.Officers;
import health.confidant.server.program.ProgramDesk;
import health.confidant.server.segment.StoredRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * Declares an emergency of one patient. From then on, and until it ends, requests that say {@code Purpose-Of-Use: BTG}
 * read what an emergency opens.
 */
public final class BreakGlassProvider {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 1000;

    private final Episodes episodes;
    private final Officers officers;
    private final StoredRows rows;
    private final DaoRegistry daos;
    private final ProgramDesk desk;
    private final BreakGlassProperties properties;

    public BreakGlassProvider(
            Episodes episodes,
            Officers officers,
            StoredRows rows,
            DaoRegistry daos,
            ProgramDesk desk,
            BreakGlassProperties properties) {
        this.episodes = episodes;
        this.officers = officers;
        this.rows = rows;
        this.daos = daos;
        this.desk = desk;
        this.properties = properties;
    }

    /**
     * @param reason nature of the emergency
     * @param minutes how long; as long as configured when absent
     * @param recipient name of the medical personnel who are told, when that is not the caller
     * @param facility health care facility of who is told
     */
    @Operation(name = "$break-glass", typeName = "Patient")
    public Parameters declare(
            @IdParam IdType patient,
            @OperationParam(name = "reason", max = 1) StringType reason,
            @OperationParam(name = "minutes", max = 1) IntegerType minutes,
            @OperationParam(name = "recipient", max = 1) StringType recipient,
            @OperationParam(name = "facility", max = 1) StringType facility,
            RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        Instant now = officers.now();
        BreakGlassRight.denial(
                        context.actor(),
                        context.assurance(),
                        episodes.of(context.actor().reference()),
                        now)
                .ifPresent(denial -> {
                    throw EmergencyRefusals.of(denial);
                });
        String nature = text(reason);
        Duration duration = duration(minutes);
        if (rows.segmentForDenial("Patient", patient.getIdPart()).isEmpty()) {
            throw Refusals.notFound();
        }
        String discloser = name(context.actor().reference(), request);
        EmergencyDeclaration declaration = new EmergencyDeclaration(
                "Patient/" + patient.getIdPart(),
                context.actor().reference(),
                discloser,
                plain(recipient).orElse(discloser),
                plain(facility).orElse("this program"),
                nature,
                now,
                now.plus(duration),
                now.plus(properties.review()),
                officers.references());
        List<Resource> papers = EmergencyPapers.of(declaration);
        desk.write(context.as(Purpose.BTG), declaration.patient(), papers);
        return answer(papers.get(0), declaration.to());
    }

    private static Parameters answer(Resource review, Instant until) {
        InstantType end = new InstantType(Date.from(until));
        end.setTimeZoneZulu(true);
        Parameters answer = new Parameters()
                .addParameter("until", end)
                .addParameter("header", CallerSource.PURPOSE + ": " + Purpose.BTG)
                .addParameter("request", EmergencyPapers.REQUEST);
        answer.addParameter()
                .setName("review")
                .setValue(new Reference("Task/" + review.getIdElement().getIdPart()));
        return ReleaseInterceptor.released(answer);
    }

    private static String text(StringType reason) {
        return plain(reason)
                .filter(text -> text.length() >= SHORTEST_REASON && text.length() <= LONGEST_REASON)
                .orElseThrow(() -> Refusals.unprocessable(
                        "EMERGENCY-004 REASON",
                        "say in the parameter reason what the emergency is, in " + SHORTEST_REASON + " to "
                                + LONGEST_REASON + " characters (42 CFR 2.51(c)(4))."));
    }

    private Duration duration(IntegerType minutes) {
        if (minutes == null || minutes.getValue() == null) {
            return properties.duration();
        }
        Duration asked = Duration.ofMinutes(minutes.getValue());
        if (asked.isNegative() || asked.isZero() || asked.compareTo(properties.duration()) > 0) {
            throw Refusals.unprocessable(
                    "EMERGENCY-005 MINUTES",
                    "an emergency lasts 1 to " + properties.duration().toMinutes() + " minutes.");
        }
        return asked;
    }

    private static Optional<String> plain(StringType text) {
        return Optional.ofNullable(text)
                .map(StringType::getValue)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The name that the directory has, or the reference. */
    private String name(String reference, RequestDetails request) {
        try {
            Practitioner practitioner = daos.getResourceDao(Practitioner.class).read(new IdType(reference), request);
            String name = practitioner.getNameFirstRep().getNameAsSingleString();
            return name.isBlank() ? reference : name;
        } catch (BaseServerResponseException e) {
            return reference;
        }
    }
}
