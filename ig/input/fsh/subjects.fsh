Invariant: subject-patient
Description: "It is about one patient."
Expression: "subject.reference.matches('(^|/)Patient/') or subject.reference.startsWith('urn:')"
Severity: #error

Invariant: subject-couple
Description: "It is about a couple."
Expression: "subject.reference.matches('(^|/)Group/') or subject.reference.startsWith('urn:')"
Severity: #error
