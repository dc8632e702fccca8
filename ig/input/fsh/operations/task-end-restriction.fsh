Instance: task-end-restriction
InstanceOf: OperationDefinition
Usage: #definition
Title: "End a restriction"
Description: "Ends a granted restriction as 42 CFR 2.26(b) and 45 CFR 164.522(a)(2) allow."
* url = "https://confidant.health/fhir/OperationDefinition/task-end-restriction"
* version = "0.1.0"
* name = "TaskEndRestriction"
* title = "End a restriction"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Ends a granted restriction as 42 CFR 2.26(b) and 45 CFR 164.522(a)(2) allow."
* affectsState = true
* code = #end-restriction
* resource = #Task
* system = false
* type = false
* instance = true
* parameter[0].name = #by
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #code
* parameter[0].documentation = "Who ends it."
* parameter[1].name = #reason
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #string
* parameter[1].documentation = "Why."
* parameter[2].name = #return
* parameter[2].use = #out
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].type = #Task
* parameter[2].documentation = "The request, ended."
