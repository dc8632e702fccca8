Profile: EligibilityRequest
Parent: CoverageEligibilityRequest
Id: eligibility-request
Title: "Eligibility request"
Description: "A question to the payer whether a patient is covered."
* insert Us
* ^purpose = "Sends no more than the payer needs (45 CFR 164.514(d)), and nothing of an item that was paid in full out of pocket."
* identifier MS
* status MS
* purpose MS
* patient MS
* created MS
* insurer MS
* provider MS
* supportingInfo 0..0
* insurance 1..* MS
* item.diagnosis 0..0
