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
* type = false
* instance = true
* parameter[0].name = #anonymous
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].type = #boolean
* parameter[0].documentation = "Whether what is due is made anonymous instead of destroyed."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Parameters
* parameter[1].documentation = "One part for each class of records, of the patient and of each couple that the patient is or was in."
