Instance: example-condition
InstanceOf: Condition
Usage: #example
Title: "Maya's alcohol use disorder, as US Core shapes it"
* clinicalStatus = http://terminology.hl7.org/CodeSystem/condition-clinical#active
* verificationStatus = http://terminology.hl7.org/CodeSystem/condition-ver-status#confirmed
* category = http://terminology.hl7.org/CodeSystem/condition-category#encounter-diagnosis
* code = http://hl7.org/fhir/sid/icd-10-cm#F10.20
* subject = Reference(example-maya)
* encounter = Reference(example-individual-session)
* onsetDateTime = "2026-03-03"
* recordedDate = "2026-03-03"

Instance: example-observation
InstanceOf: Observation
Usage: #example
Title: "A screening of Maya's, as US Core shapes it"
* status = #final
* category = http://terminology.hl7.org/CodeSystem/observation-category#survey
* code = $loinc#75626-2
* subject = Reference(example-maya)
* encounter = Reference(example-individual-session)
* effectiveDateTime = "2026-03-10T16:10:00Z"
* performer = Reference(example-counselor)
* valueQuantity = 5 '{score}' "score"

Instance: example-medication-request
InstanceOf: MedicationRequest
Usage: #example
Title: "A prescription for Daniel, as US Core shapes it"
* status = #active
* intent = #order
* medicationCodeableConcept = http://www.nlm.nih.gov/research/umls/rxnorm#1819
* subject = Reference(example-daniel)
* authoredOn = "2026-03-11"
* requester = Reference(example-counselor)
* dosageInstruction.text = "Once a day, under the tongue"
