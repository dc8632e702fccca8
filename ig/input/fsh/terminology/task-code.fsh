CodeSystem: TaskCode
Id: task-code
Title: "Task code"
Description: "What is asked of the program, and what it owes."
* insert Complete
* #privacy-restriction-request "Privacy restriction request" "A request to restrict use or disclosure (45 CFR 164.522(a), 42 CFR 2.26)."
* #break-glass-review "Break-glass review" "The review of an emergency in which a record was opened; the Task is the emergency, too (42 CFR 2.51; IHE PCF)."
* #contract-breach-review "Contract breach review" "The review of a reported breach of a couple's confidentiality contract (source document; 45 CFR 164.530(e), (f))."
* #court-order "Court order" "An order and the mandate that goes with it, for the privacy officer to approve (42 CFR 2.61-2.67)."
