Instance: group-legal-hold
InstanceOf: OperationDefinition
Usage: #definition
Title: "Hold a couple's record"
Description: "Nothing of the couple's joint record is destroyed while it is held, or while either partner's record is."
* url = "https://confidant.health/fhir/OperationDefinition/group-legal-hold"
* version = "0.1.0"
* name = "GroupLegalHold"
* title = "Hold a couple's record"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Nothing of the couple's joint record is destroyed while it is held, or while either partner's record is."
* affectsState = true
* code = #legal-hold
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
* parameter[1].name = #lift
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #boolean
* parameter[1].documentation = "Whether the hold ends."
* parameter[2].name = #return
* parameter[2].use = #out
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].type = #Parameters
* parameter[2].documentation = "What is in force."
