package health.confidant.server.duty;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Scope.Letter;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.fhir.contact.Contacts;
import health.confidant.server.program.Authority;
import health.confidant.server.program.Officers;
import health.confidant.server.program.ProgramDesk;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * By which means a patient wants to be reached (45 CFR 164.522(b)): each partner says so for themselves and is not asked
 * why, and who is to reach them asks here.
 */
final class ContactProvider {
    private final DaoRegistry daos;
    private final ProgramDesk desk;
    private final Authority authority;
    private final Officers officers;
    private final JdbcTemplate sql;

    ContactProvider(DaoRegistry daos, ProgramDesk desk, Authority authority, Officers officers, JdbcTemplate sql) {
        this.daos = daos;
        this.desk = desk;
        this.authority = authority;
        this.officers = officers;
        this.sql = sql;
    }

    /** @param contact the one means; a new one takes the place of the last */
    @Operation(name = "$confidential-communication", typeName = "Patient")
    public Parameters prefer(
            @IdParam IdType id,
            @OperationParam(name = "contact", max = 1) ContactPoint contact,
            RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        String patient = "Patient/" + id.getIdPart();
        authority.requirePapers(context, patient);
        authority.requireScope(context, "Consent", Letter.C);
        if (contact == null || !contact.hasSystem() || !contact.hasValue()) {
            throw Refusals.unprocessable("CONTACT-002", "name the means as a ContactPoint with system and value.");
        }
        List<Flag> earlier = sql
                .queryForList(
                        "select resource from confidant.contact c join confidant.owner o on o.id = c.patient"
                                + " where o.reference = ?",
                        String.class,
                        patient)
                .stream()
                .map(reference -> daos.getResourceDao(Flag.class).read(new IdType(reference), request))
                .map(flag -> flag.setStatus(Flag.FlagStatus.INACTIVE))
                .toList();
        Flag flag = Contacts.flag(patient, contact, Date.from(officers.now()));
        desk.write(context, patient, List.of(flag), earlier);
        return answer(contact, true);
    }

    /** The means to use: the one that the patient asked for, or else the first that is on file. */
    @Operation(name = "$contact", typeName = "Patient", idempotent = true)
    public Parameters contact(@IdParam IdType id, RequestDetails request) {
        Patient patient = daos.getResourceDao(Patient.class).read(new IdType("Patient", id.getIdPart()), request);
        List<ContactPoint> asked = sql.query(
                "select medium, value from confidant.contact c join confidant.owner o on o.id = c.patient"
                        + " where o.reference = ?",
                (row, n) -> new ContactPoint()
                        .setSystem(ContactPoint.ContactPointSystem.fromCode(row.getString(1)))
                        .setValue(row.getString(2)),
                "Patient/" + id.getIdPart());
        return asked.isEmpty() ? answer(patient.getTelecomFirstRep(), false) : answer(asked.get(0), true);
    }

    private static Parameters answer(ContactPoint contact, boolean confidential) {
        Parameters answer = new Parameters().addParameter("confidential", new BooleanType(confidential));
        if (contact.hasValue()) {
            answer.addParameter("contact", contact);
        }
        return ReleaseInterceptor.released(answer);
    }
}
