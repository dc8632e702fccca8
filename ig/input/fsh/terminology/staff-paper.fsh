CodeSystem: StaffPaper
Id: staff-paper
Title: "Staff paper"
Description: "Papers of staff and of organisations that serve the program."
* insert Complete
* #privacy-training "Privacy training" "Training in the program's privacy policies (45 CFR 164.530(b)); a Practitioner.qualification."
* #confidentiality "Confidentiality agreement" "What a couples therapist signs; a Contract whose subject is the Practitioner."
* #qualified-service "Qualified service agreement" "The agreement with a qualified service organisation (42 CFR 2.11, 2.12(c)(4)); a Contract whose subject is the Organization."
* #business-associate "Business associate agreement" "The agreement with a business associate (45 CFR 164.504(e)); a Contract whose subject is the Organization."
* #notice "Notice to staff" "A Communication to one practitioner or organisation."
