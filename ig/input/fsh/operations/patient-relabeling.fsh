Instance: patient-relabeling
InstanceOf: OperationDefinition
Usage: #definition
Title: "Runs of relabeling"
Description: "How far the relabeling of records after a change of the code lists has come."
* url = "https://confidant.health/fhir/OperationDefinition/patient-relabeling"
* version = "0.1.0"
* name = "PatientRelabeling"
* title = "Runs of relabeling"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "How far the relabeling of records after a change of the code lists has come."
* affectsState = false
* code = #relabeling
* resource = #Patient
* system = false
* type = true
* instance = false
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Parameters
* parameter[0].documentation = "One part for each run."
