Invariant: patient-name
Description: "A patient has a name, or says why none is known."
Expression: "name.exists() or name.extension.where(url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()"
Severity: #error

Invariant: patient-link
Description: "A patient never links to another patient who is not the same person: no link of type seealso, which is how a partner would be named."
Expression: "link.where(type = 'seealso').empty()"
Severity: #error

Profile: ProgramPatient
Parent: Patient
Id: program-patient
Title: "Patient of the program"
Description: "A person in treatment. The partner is never named here: who treats whom together stands in the couple alone."
* insert Us
* ^purpose = "To identify a patient without telling anything of the couple. An intake worker writes it; every other resource points to it. US Core Patient 6.1 also wants an identifier and a gender; both are must support here."
* obeys patient-name and patient-link
* identifier MS
* identifier.system 1.. MS
* identifier.value 1.. MS
* name MS
* telecom MS
* telecom ^comment = "Where this patient alone may be reached (45 CFR 164.522(b)). Never an address shared with the partner unless the patient says so."
* gender MS
* birthDate MS
* address MS
* communication MS
* generalPractitioner 0..0
* generalPractitioner ^short = "Not kept here: the care teams say who treats the patient"
* managingOrganization MS
