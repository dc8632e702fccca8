Invariant: pseudonym-random
Description: "The pseudonym is a random UUID; it is derived from nothing of the patient (45 CFR 164.514(c))."
Expression: "identifier.where(system = 'https://confidant.health/id/billing').value.all(matches('^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'))"
Severity: #error

Profile: BillingPatient
Parent: Patient
Id: billing-patient
Title: "Patient of the billing store"
Description: "A patient as billing staff know them: a pseudonym, and what a claim needs."
* insert Us
* ^purpose = "A billing system beside this server works without names (source document). Which pseudonym is whose is kept in another store, and each look-up there is recorded."
* obeys pseudonym-random
* identifier 1..1 MS
* identifier.system 1..1
* identifier.system = "https://confidant.health/id/billing"
* identifier.value 1..1
* name 0..0
* telecom 0..0
* photo 0..0
* contact 0..0
* communication 0..0
* generalPractitioner 0..0
* link 0..0
* gender MS
* birthDate MS
* address 0..0
