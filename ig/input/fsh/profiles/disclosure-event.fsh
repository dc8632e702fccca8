Invariant: disclosure-recipient
Description: "A disclosure names whom the record went to (45 CFR 164.528(b)(2)(ii))."
Expression: "agent.where(type.coding.where(code = '110152').exists()).who.exists()"
Severity: #error

Profile: DisclosureEvent
Parent: AuditEvent
Id: disclosure-event
Title: "Disclosure event"
Description: "A record was disclosed outside the program. Served from the audit log."
* insert Us
* ^purpose = "45 CFR 164.528, 42 CFR 2.25: date, recipient, description, purpose. The shape is IHE BALP PrivacyDisclosure.Source."
* obeys event-one-patient and disclosure-recipient
* type = $dcm#110106
* subtype 1..1 MS
* subtype = http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle#disclose
* action = #R
* recorded MS
* outcome 1..1 MS
* purposeOfEvent 1..* MS
* agent 2..* MS
* source MS
* entity 2..* MS
* entity.what MS
