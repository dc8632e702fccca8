CodeSystem: RestrictionReason
Id: restriction-reason
Title: "Restriction kind and reason"
Description: "What a restriction request asks for, and on what ground (45 CFR 164.522(a); 42 CFR 2.26(a))."
* insert Complete
* #hide "Hide" "A record is to be kept from a person or an organisation (45 CFR 164.522(a)(1)(i))."
* #omit "Leave out" "Not to be written into the record in the first place; asked before a note is authored."
* #self-pay "Paid in full" "An item that was paid in full out of pocket is to be kept from the health plan; such a request must be agreed to (45 CFR 164.522(a)(1)(vi), 42 CFR 2.26(a)(6))."

ValueSet: RestrictionReasons
Id: restriction-reasons
Title: "Restriction kinds and reasons"
Description: "All restriction kinds."
* ^experimental = false
* include codes from system RestrictionReason
