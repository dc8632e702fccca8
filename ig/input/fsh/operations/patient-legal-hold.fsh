Instance: patient-legal-hold
InstanceOf: OperationDefinition
Usage: #definition
Title: "Hold a record"
Description: "Nothing of a held record is destroyed, nor of the joint record of a couple that the patient is or was in."
* url = "https://confidant.health/fhir/OperationDefinition/patient-legal-hold"
* version = "0.1.0"
* name = "PatientLegalHold"
* title = "Hold a record"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Nothing of a held record is destroyed, nor of the joint record of a couple that the patient is or was in."
* affectsState = true
* code = #legal-hold
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #reason
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #string
* parameter[0].documentation = "Why."
* parameter[1].name = #lift
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #boolean
* parameter[1].documentation = "Whether the hold ends."
* parameter[2].name = #return
* parameter[2].use = #out
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].type = #Parameters
* parameter[2].documentation = "What is in force."
