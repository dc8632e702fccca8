CodeSystem: RestrictionReason
Id: restriction-reason
Title: "Restriction kind and reason"
Description: "What a restriction request asks for, and on what ground (45 CFR 164.522(a); 42 CFR 2.26(a))."
* insert Complete
* #omit-session-detail "Leave out of the record" "Not to be written into the record in the first place; asked before a note is authored."
* #hide-from-recipient "Hide from a recipient" "A record is to be kept from a person or an organisation."
* #no-payer-disclosure "Keep from the health plan" "An item that was paid in full out of pocket is to be kept from the health plan; such a request must be agreed to (42 CFR 2.26(a)(6))."
* #no-operations-use "No use for operations" "Not to be used for health care operations."
* #other "Other" "Another restriction, in words."

ValueSet: RestrictionReasons
Id: restriction-reasons
Title: "Restriction kinds and reasons"
Description: "All restriction kinds."
* ^experimental = false
* include codes from system RestrictionReason
