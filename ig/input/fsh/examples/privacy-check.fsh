Instance: privacy-check
InstanceOf: PrivacyCheckQuestionnaire
Usage: #definition
Title: "Privacy check"
Description: "What a participant answers before a virtual session begins."
* url = "https://confidant.health/fhir/Questionnaire/privacy-check"
* version = "0.1.0"
* name = "PrivacyCheck"
* title = "Privacy check"
* status = #active
* experimental = false
* publisher = "Confidant"
* subjectType = #Patient
* purpose = "A session room opens when each participant has answered and nobody else can hear."
* item[0].linkId = "room"
* item[0].text = "Who or what is in the room with you?"
* item[0].type = #choice
* item[0].required = true
* item[0].repeats = true
* item[0].answerValueSet = "https://confidant.health/fhir/ValueSet/environments"
* item[1].linkId = "recording"
* item[1].text = "Is anything recording, as far as you know?"
* item[1].type = #boolean
* item[1].required = true
* item[2].linkId = "ready"
* item[2].text = "May the session begin?"
* item[2].type = #boolean
* item[2].required = true

Instance: example-privacy-check-response
InstanceOf: PrivacyCheckResponse
Usage: #example
Title: "Maya's answers"
* status = #completed
* subject = Reference(example-maya)
* authored = "2026-03-12T16:58:00Z"
* author = Reference(example-maya)
* item[0].linkId = "room"
* item[0].answer[0].valueCoding = $environment#alone
* item[0].answer[1].valueCoding = $environment#headphones
* item[1].linkId = "recording"
* item[1].answer.valueBoolean = false
* item[2].linkId = "ready"
* item[2].answer.valueBoolean = true
