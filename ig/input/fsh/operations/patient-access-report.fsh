Instance: patient-access-report
InstanceOf: OperationDefinition
Usage: #definition
Title: "Access report"
Description: "Who looked at or edited the record, when, in which role, and why it was allowed. Never the partner, nor the other track's subject."
* url = "https://confidant.health/fhir/OperationDefinition/patient-access-report"
* version = "0.1.0"
* name = "PatientAccessReport"
* title = "Access report"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Who looked at or edited the record, when, in which role, and why it was allowed. Never the partner, nor the other track's subject."
* affectsState = false
* code = #access-report
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #start
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].type = #dateTime
* parameter[0].documentation = "From when."
* parameter[1].name = #end
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #dateTime
* parameter[1].documentation = "Until when."
* parameter[2].name = #format
* parameter[2].use = #in
* parameter[2].min = 0
* parameter[2].max = "1"
* parameter[2].type = #code
* parameter[2].documentation = "json, csv or pdf."
* parameter[3].name = #return
* parameter[3].use = #out
* parameter[3].min = 1
* parameter[3].max = "1"
* parameter[3].type = #Resource
* parameter[3].documentation = "The report, or a Binary of it."
