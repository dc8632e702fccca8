Instance: patient-retention
InstanceOf: OperationDefinition
Usage: #definition
Title: "Retention of records"
Description: "Which records have been kept as long as the law asks, and what would become of them."
* url = "https://confidant.health/fhir/OperationDefinition/patient-retention"
* version = "0.1.0"
* name = "PatientRetention"
* title = "Retention of records"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Which records have been kept as long as the law asks, and what would become of them."
* affectsState = true
* code = #retention
* resource = #Patient
* system = false
* type = true
* instance = false
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Parameters
* parameter[0].documentation = "One part for each class of records."
