Invariant: training-end
Description: "Training in privacy has an issuer and an end: it has to be repeated."
Expression: "qualification.where(code.coding.where(system = 'https://confidant.health/fhir/CodeSystem/staff-paper' and code = 'privacy-training').exists()).all(period.end.exists() and issuer.exists())"
Severity: #error

Profile: TrainedPractitioner
Parent: Practitioner
Id: trained-practitioner
Title: "Practitioner with privacy training"
Description: "A member of the workforce and what they were trained in."
* insert Us
* ^purpose = "45 CFR 164.530(b): training is a fact that decisions ask for, with an end. Whose training lapsed writes no couples note."
* obeys training-end
* identifier 1..* MS
* active MS
* name 1..* MS
* qualification MS
* qualification.period MS
