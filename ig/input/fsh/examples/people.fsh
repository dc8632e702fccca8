Instance: example-program
InstanceOf: Organization
Usage: #example
Title: "The program"
* active = true
* name = "Two Rivers Recovery"

Instance: example-health-plan
InstanceOf: Organization
Usage: #example
Title: "A health plan"
* active = true
* name = "Harbor Health Plan"

Instance: example-hospital
InstanceOf: Organization
Usage: #example
Title: "A hospital with an EHR"
* active = true
* name = "Northside Community Hospital"

Instance: example-study
InstanceOf: Organization
Usage: #example
Title: "A research group"
* active = true
* name = "Recovery Research Collaborative"

Instance: example-maya
InstanceOf: ProgramPatient
Usage: #example
Title: "Maya, a patient"
* identifier.system = "https://confidant.health/id/patient"
* identifier.value = "TRR-maya"
* active = true
* name.use = #official
* name.family = "Lindqvist"
* name.given = "Maya"
* telecom.system = #email
* telecom.value = "maya@example.org"
* telecom.use = #home
* gender = #female
* birthDate = "1988-04-12"
* managingOrganization = Reference(example-program)

Instance: example-daniel
InstanceOf: ProgramPatient
Usage: #example
Title: "Daniel, a patient"
* identifier.system = "https://confidant.health/id/patient"
* identifier.value = "TRR-daniel"
* active = true
* name.use = #official
* name.family = "Lindqvist"
* name.given = "Daniel"
* gender = #male
* birthDate = "1986-09-30"
* managingOrganization = Reference(example-program)

Instance: example-couple
InstanceOf: Couple
Usage: #example
Title: "Maya and Daniel, a couple"
* identifier.system = "https://confidant.health/id/couple"
* identifier.value = "couple-1"
* active = true
* member[0].entity = Reference(example-maya)
* member[0].period.start = "2026-03-01"
* member[1].entity = Reference(example-daniel)
* member[1].period.start = "2026-03-01"

Instance: example-counselor
InstanceOf: TrainedPractitioner
Usage: #example
Title: "Kim, an individual counselor"
* identifier.system = "https://confidant.health/id/practitioner"
* identifier.value = "kim"
* active = true
* name.family = "Kim"
* name.given = "Jordan"

Instance: example-therapist
InstanceOf: TrainedPractitioner
Usage: #example
Title: "Lee, a couples therapist with current training"
* identifier.system = "https://confidant.health/id/practitioner"
* identifier.value = "lee"
* active = true
* name.family = "Lee"
* name.given = "Morgan"
* qualification.code = $staff-paper#privacy-training
* qualification.period.start = "2026-02-16"
* qualification.period.end = "2027-02-16"
* qualification.issuer = Reference(example-program)

Instance: example-officer
InstanceOf: Practitioner
Usage: #example
Title: "Novak, the privacy officer"
* active = true
* name.family = "Novak"
* name.given = "Petra"
