Invariant: coverage-payor
Description: "The payor is named by reference."
Expression: "payor.reference.exists()"
Severity: #error

Profile: ProgramCoverage
Parent: Coverage
Id: program-coverage
Title: "Coverage"
Description: "One patient's coverage; each partner has their own."
* insert Us
* ^purpose = "R4 puts a coverage into the compartment of its subscriber. Where the partner is the subscriber the server does not: the beneficiary alone owns it."
* obeys coverage-payor
* identifier MS
* status MS
* type MS
* subscriberId MS
* beneficiary MS
* relationship MS
* period MS
* payor 1..1 MS
