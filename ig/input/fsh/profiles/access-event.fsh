Invariant: event-one-patient
Description: "An event names at most one patient: what touches several is recorded for each (IHE BALP)."
Expression: "entity.where(type.code = '1' and role.code = '1').count() <= 1"
Severity: #error

Invariant: event-agents
Description: "A read names its server (110153) and its client (110152); a query the other way round (IHE BALP)."
Expression: "agent.type.coding.where(system = 'http://dicom.nema.org/resources/ontology/DCM').exists()"
Severity: #error

Profile: AccessEvent
Parent: AuditEvent
Id: access-event
Title: "Access event"
Description: "Somebody looked at, or changed, a record, or was refused. Served from the audit log; nobody writes it over the API."
* insert Us
* ^purpose = "45 CFR 164.312(b). The shape is that of IHE Basic Audit (BALP) 1.1: PatientRead, PatientQuery, PatientCreate, PatientUpdate, PatientDelete, AuthZconsent. No audit, no data: an answer leaves after its record is durable."
* obeys event-one-patient and event-agents
* type MS
* subtype MS
* action MS
* recorded MS
* outcome 1..1 MS
* purposeOfEvent MS
* agent 2..* MS
* agent.who MS
* agent.requestor MS
* source MS
* entity MS
* entity.what MS
