CodeSystem: DenialReason
Id: denial-reason
Title: "Denial reason"
Description: "Why a restriction request was rejected. A denied access has no reason that the caller could learn: it is one 404."
* insert Complete
* #required-by-law "Required by law" "The law requires the use or disclosure (42 CFR 2.26(a)(5))."
* #emergency-treatment "Emergency treatment" "The restriction would bar what an emergency may need (42 CFR 2.26(a)(3))."
* #needed-for-treatment "Needed for treatment" "The treating team cannot treat safely without it."
* #not-paid-in-full "Not paid in full" "The item was not paid in full out of pocket, so agreement is not due (42 CFR 2.26(a)(6)(ii))."
* #already-in-force "Already in force" "Another restriction already does this."

ValueSet: DenialReasons
Id: denial-reasons
Title: "Denial reasons"
Description: "All denial reasons."
* ^experimental = false
* include codes from system DenialReason
