Instance: group-shred
InstanceOf: OperationDefinition
Usage: #definition
Title: "Destroy a couple's record"
Description: "The same for what a couple owns."
* url = "https://confidant.health/fhir/OperationDefinition/group-shred"
* version = "0.1.0"
* name = "GroupShred"
* title = "Destroy a couple's record"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "The same for what a couple owns."
* affectsState = true
* code = #shred
* resource = #Group
* system = false
* type = false
* instance = true
* parameter[0].name = #reason
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #string
* parameter[0].documentation = "Why."
* parameter[1].name = #papers
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #boolean
* parameter[1].documentation = "Whether consents, restrictions and notices go too: only when six years have passed since they were last in effect (45 CFR 164.530(j))."
* parameter[2].name = #return
* parameter[2].use = #out
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].type = #Parameters
* parameter[2].documentation = "The certificate; or who has to confirm, and what would go before its period is over."
