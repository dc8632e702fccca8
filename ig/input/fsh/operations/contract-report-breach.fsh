Instance: contract-report-breach
InstanceOf: OperationDefinition
Usage: #definition
Title: "Report a breach"
Description: "A partner or the therapist reports a breach of a couple's confidentiality contract; a review begins."
* url = "https://confidant.health/fhir/OperationDefinition/contract-report-breach"
* version = "0.1.0"
* name = "ContractReportBreach"
* title = "Report a breach"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "A partner or the therapist reports a breach of a couple's confidentiality contract; a review begins."
* affectsState = true
* code = #report-breach
* resource = #Contract
* system = false
* type = false
* instance = true
* parameter[0].name = #what
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #string
* parameter[0].documentation = "What happened."
* parameter[1].name = #partner
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #Reference
* parameter[1].documentation = "Whose confidence was broken."
* parameter[2].name = #return
* parameter[2].use = #out
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].type = #Task
* parameter[2].documentation = "The review."
