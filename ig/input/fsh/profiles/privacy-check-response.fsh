Invariant: check-answered
Description: "A completed check has an answer to each question of the privacy check."
Expression: "status = 'completed' implies ('room' | 'recording' | 'ready').all($this in %resource.item.where(answer.exists()).linkId)"
Severity: #error

Invariant: check-ready
Description: "A completed check that reports other people in the room does not say that the session may begin."
Expression: "(status = 'completed' and item.where(linkId = 'room').answer.value.ofType(Coding).where(code = 'other-people').exists()) implies item.where(linkId = 'ready').answer.value.ofType(boolean).allFalse()"
Severity: #error

Profile: PrivacyCheckResponse
Parent: QuestionnaireResponse
Id: privacy-check-response
Title: "Privacy check, answered"
Description: "What a participant says about their room before a virtual session."
* insert Us
* ^purpose = "A session room opens when each participant has answered and nobody else can hear. The answers are a record of the one who answers, not of the couple."
* obeys subject-patient and check-answered and check-ready
* questionnaire 1..1 MS
* questionnaire = "https://confidant.health/fhir/Questionnaire/privacy-check"
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* authored 1..1 MS
* author 1..1 MS
* item MS
