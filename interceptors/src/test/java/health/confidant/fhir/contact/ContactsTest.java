package health.confidant.fhir.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Flag;
import org.junit.jupiter.api.Test;

/** 45 CFR 164.522(b). */
class ContactsTest {
    private static final ContactPoint PHONE =
            new ContactPoint().setSystem(ContactPointSystem.PHONE).setValue("+1 555 0100");

    @Test
    void preferenceWhenFlagIsActiveThenSaysTheMeans() {
        Flag flag = Contacts.flag("Patient/ana", PHONE, new Date(0));

        assertThat(Contacts.preference(flag)).contains(new Contacts.Preference("Patient/ana", "phone", "+1 555 0100"));
        assertThat(Contacts.preference(flag.setStatus(Flag.FlagStatus.INACTIVE)))
                .isEmpty();
    }

    @Test
    void preferenceWhenAnotherFlagThenNone() {
        Flag flag = Contacts.flag("Patient/ana", PHONE, new Date(0));
        flag.getCode().getCodingFirstRep().setCode("contract-breach");

        assertThat(Contacts.preference(flag)).isEmpty();
    }

    @Test
    void mediaWhenCodedThenAsContactPointsSayThem() {
        Communication message = new Communication();
        message.addMedium(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", "EMAILWRIT", null)));
        message.addMedium(new CodeableConcept(new Coding("urn:other", "PHONE", null)));

        assertThat(Contacts.media(message)).containsExactly("email");
    }
}
