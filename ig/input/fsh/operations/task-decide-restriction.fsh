Instance: task-decide-restriction
InstanceOf: OperationDefinition
Usage: #definition
Title: "Decide a restriction"
Description: "The privacy officer grants or rejects a request; granted, its Consent becomes an enforced deny in the same transaction."
* url = "https://confidant.health/fhir/OperationDefinition/task-decide-restriction"
* version = "0.1.0"
* name = "TaskDecideRestriction"
* title = "Decide a restriction"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "The privacy officer grants or rejects a request; granted, its Consent becomes an enforced deny in the same transaction."
* affectsState = true
* code = #decide-restriction
* resource = #Task
* system = false
* type = false
* instance = true
* parameter[0].name = #decision
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #code
* parameter[0].documentation = "accepted or rejected."
* parameter[1].name = #reason
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #string
* parameter[1].documentation = "Why; the patient reads it."
* parameter[2].name = #return
* parameter[2].use = #out
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].type = #Task
* parameter[2].documentation = "The request, decided."
