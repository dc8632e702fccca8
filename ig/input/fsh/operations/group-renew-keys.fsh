Instance: group-renew-keys
InstanceOf: OperationDefinition
Usage: #definition
Title: "Renew a couple's keys"
Description: "Encrypts a couple's joint records under a new key."
* url = "https://confidant.health/fhir/OperationDefinition/group-renew-keys"
* version = "0.1.0"
* name = "GroupRenewKeys"
* title = "Renew a couple's keys"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Encrypts a couple's joint records under a new key."
* affectsState = true
* code = #renew-keys
* resource = #Group
* system = false
* type = false
* instance = true
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Parameters
* parameter[0].documentation = "What was done."
