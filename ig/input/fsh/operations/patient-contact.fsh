Instance: patient-contact
InstanceOf: OperationDefinition
Usage: #definition
Title: "Where to reach a patient"
Description: "The address that the patient asked for, or else the one on file."
* url = "https://confidant.health/fhir/OperationDefinition/patient-contact"
* version = "0.1.0"
* name = "PatientContact"
* title = "Where to reach a patient"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "The address that the patient asked for, or else the one on file."
* affectsState = false
* code = #contact
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Parameters
* parameter[0].documentation = "The contact."
