Instance: patient-renew-keys
InstanceOf: OperationDefinition
Usage: #definition
Title: "Renew a patient's keys"
Description: "Encrypts a patient's records under a new key."
* url = "https://confidant.health/fhir/OperationDefinition/patient-renew-keys"
* version = "0.1.0"
* name = "PatientRenewKeys"
* title = "Renew a patient's keys"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Encrypts a patient's records under a new key."
* affectsState = true
* code = #renew-keys
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Parameters
* parameter[0].documentation = "What was done."
