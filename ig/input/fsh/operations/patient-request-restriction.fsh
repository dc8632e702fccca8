Instance: patient-request-restriction
InstanceOf: OperationDefinition
Usage: #definition
Title: "Ask for a restriction"
Description: "A patient asks that use or disclosure be restricted (45 CFR 164.522(a); 42 CFR 2.26). What was paid in full is granted at once."
* url = "https://confidant.health/fhir/OperationDefinition/patient-request-restriction"
* version = "0.1.0"
* name = "PatientRequestRestriction"
* title = "Ask for a restriction"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "A patient asks that use or disclosure be restricted (45 CFR 164.522(a); 42 CFR 2.26). What was paid in full is granted at once."
* affectsState = true
* code = #request-restriction
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #kind
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #code
* parameter[0].documentation = "A code of the restriction kinds."
* parameter[1].name = #recipient
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "*"
* parameter[1].type = #Reference
* parameter[1].documentation = "From whom it is to be kept."
* parameter[2].name = #target
* parameter[2].use = #in
* parameter[2].min = 0
* parameter[2].max = "*"
* parameter[2].type = #Reference
* parameter[2].documentation = "The record that it is about."
* parameter[3].name = #return
* parameter[3].use = #out
* parameter[3].min = 1
* parameter[3].max = "1"
* parameter[3].type = #Task
* parameter[3].documentation = "The request."
