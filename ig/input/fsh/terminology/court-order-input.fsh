CodeSystem: CourtOrderInput
Id: court-order-input
Title: "Court order input"
Description: "What a Task with the code court-order records of an order and its mandate (42 CFR 2.61-2.67)."
* insert Complete
* #order "Court order" "The order that authorizes the disclosure."
* #mandate "Mandate" "The subpoena or similar mandate that compels it."
* #recipient "Recipient" "Whose need for the information is the basis of the order."
* #track "Track" "A part of the record that is essential to the order's purpose."
* #period "Period" "When the authorization holds."
* #data-period "Period of the records" "Which records, by their date."
* #confidential-communications "Confidential communications" "The finding of 42 CFR 2.63 that opens confidential communications."
