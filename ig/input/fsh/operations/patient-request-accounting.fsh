Instance: patient-request-accounting
InstanceOf: OperationDefinition
Usage: #definition
Title: "Ask for an accounting"
Description: "Starts the clock of 60 days (45 CFR 164.528(c))."
* url = "https://confidant.health/fhir/OperationDefinition/patient-request-accounting"
* version = "0.1.0"
* name = "PatientRequestAccounting"
* title = "Ask for an accounting"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Starts the clock of 60 days (45 CFR 164.528(c))."
* affectsState = true
* code = #request-accounting
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Resource
* parameter[0].documentation = "The request."
