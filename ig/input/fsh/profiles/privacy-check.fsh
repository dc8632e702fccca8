Invariant: check-asks
Description: "The check asks who is in the room, whether anything records and whether the session may begin, and each has to be answered."
Expression: "('room' | 'recording' | 'ready').all($this in %resource.item.where(required = true).linkId)"
Severity: #error

Invariant: check-environments
Description: "What is in the room is chosen from the environments of this guide, so that other people in it are known by their code."
Expression: "item.where(linkId = 'room').all(type = 'choice' and answerValueSet = 'https://confidant.health/fhir/ValueSet/environments')"
Severity: #error

Profile: PrivacyCheckQuestionnaire
Parent: Questionnaire
Id: privacy-check-questionnaire
Title: "Privacy check, the questions"
Description: "What a participant is asked before a virtual session begins. An app may word the questions otherwise, or add to them; it asks these."
* insert Us
* ^purpose = "A session room opens when each participant has answered and nobody else can hear. A check that leaves a question out opens it on less. The server stores no questionnaires; this is for those who bring their own wording."
* obeys check-asks and check-environments
* url 1..1 MS
* version 1..1 MS
* title MS
* status MS
* subjectType = #Patient
* subjectType 1..1 MS
* purpose MS
* item 3..* MS
* item.linkId MS
* item.text 1..1 MS
* item.type MS
* item.required MS
* item.answerValueSet MS
