Instance: example-billing-patient
InstanceOf: BillingPatient
Usage: #example
Title: "A patient as billing staff know them"
* identifier.value = "3f0c6b1a-9d2e-4f7a-8b1c-5d6e7f8091a2"
* gender = #female
* birthDate = "1988"

Instance: example-coverage
InstanceOf: ProgramCoverage
Usage: #example
Title: "Maya's coverage"
* status = #active
* type = $act#HIP
* subscriberId = "HHP-maya"
* beneficiary = Reference(example-maya)
* relationship = http://terminology.hl7.org/CodeSystem/subscriber-relationship#self
* period.start = "2026-01-01"
* payor = Reference(example-health-plan)

Instance: example-eligibility-request
InstanceOf: EligibilityRequest
Usage: #example
Title: "Is Maya covered?"
* status = #active
* purpose = #benefits
* patient = Reference(example-maya)
* created = "2026-03-01"
* insurer = Reference(example-health-plan)
* provider = Reference(example-program)
* insurance.focal = true
* insurance.coverage = Reference(example-coverage)

Instance: example-claim
InstanceOf: ProgramClaim
Usage: #example
Title: "A bill for one day"
* status = #active
* type = $claim-type#professional
* use = #claim
* patient = Reference(example-maya)
* billablePeriod.start = "2026-03-10"
* billablePeriod.end = "2026-03-10"
* created = "2026-03-15"
* insurer = Reference(example-health-plan)
* provider = Reference(example-program)
* priority = $priority#normal
* insurance.sequence = 1
* insurance.focal = true
* insurance.coverage = Reference(example-coverage)
* item.sequence = 1
* item.productOrService = $hcpcs#H0015
* item.servicedDate = "2026-03-10"
* item.quantity.value = 1
* item.unitPrice.value = 180
* item.unitPrice.currency = #USD
* item.net.value = 180
* item.net.currency = #USD
* total.value = 180
* total.currency = #USD

Instance: example-explanation-of-benefit
InstanceOf: ProgramExplanationOfBenefit
Usage: #example
Title: "What the plan says of it"
* status = #active
* type = $claim-type#professional
* use = #claim
* patient = Reference(example-maya)
* billablePeriod.start = "2026-03-10"
* billablePeriod.end = "2026-03-10"
* created = "2026-03-28"
* insurer = Reference(example-health-plan)
* provider = Reference(example-program)
* claim = Reference(example-claim)
* outcome = #complete
* insurance.focal = true
* insurance.coverage = Reference(example-coverage)
* item.sequence = 1
* item.productOrService = $hcpcs#H0015
* item.servicedDate = "2026-03-10"
* item.adjudication.category = http://terminology.hl7.org/CodeSystem/adjudication#benefit
* item.adjudication.amount.value = 150
* item.adjudication.amount.currency = #USD
* total.category = http://terminology.hl7.org/CodeSystem/adjudication#benefit
* total.amount.value = 150
* total.amount.currency = #USD
