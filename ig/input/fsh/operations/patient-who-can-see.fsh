Instance: patient-who-can-see
InstanceOf: OperationDefinition
Usage: #definition
Title: "Who can see a patient's record"
Description: "Whoever may see something of the record now, by track, each with the reason. For the patient and the privacy officer."
* url = "https://confidant.health/fhir/OperationDefinition/patient-who-can-see"
* version = "0.1.0"
* name = "PatientWhoCanSee"
* title = "Who can see a patient's record"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Whoever may see something of the record now, by track, each with the reason. For the patient and the privacy officer."
* affectsState = false
* code = #who-can-see
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Parameters
* parameter[0].documentation = "One part for each person or organisation and track, with the rules that permit it."
