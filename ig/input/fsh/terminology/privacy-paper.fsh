CodeSystem: PrivacyPaper
Id: privacy-paper
Title: "Privacy paper"
Description: "Papers that the program writes about a patient's privacy; they lie with the consents."
* insert Complete
* #emergency-disclosure "Emergency disclosure" "The record of a disclosure in a medical emergency (42 CFR 2.51(c))."
* #no-further-disclosure "Request not to disclose further" "The request to whoever was told in an emergency (42 CFR 2.26(a)(4); 45 CFR 164.522(a)(1)(iv))."
* #notification "Notification" "A notice to the patient or to the privacy officer."
* #contract-breach "Reported contract breach" "A flag that a breach of the couple's confidentiality contract was reported."
* #confidential-communication "Confidential communication" "By which means and where the patient wants to be reached (45 CFR 164.522(b))."
