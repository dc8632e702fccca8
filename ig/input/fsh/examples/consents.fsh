RuleSet: ConsentOf(patient, form, wording)
* status = #active
* scope = $scope#patient-privacy
* category[0] = $loinc#59284-0 "Consent Document"
* category[1] = $act#INFA
* patient = Reference({patient})
* dateTime = "2026-03-01T09:20:00Z"
* performer = Reference({patient})
* organization = Reference(example-program)
* sourceReference = Reference({form})
* policy.authority = "https://confidant.health"
* policy.uri = "https://confidant.health/policy/{wording}/2026-02"

RuleSet: To(recipient)
* provision.actor.role = $participation#IRCP
* provision.actor.reference = Reference({recipient})

Instance: example-signed-consent
InstanceOf: SignedConsent
Usage: #example
Title: "The form that Maya signed"
* status = #current
* docStatus = #final
* type = $loinc#59284-0 "Consent Document"
* subject = Reference(example-maya)
* date = "2026-03-01T09:20:00Z"
* author = Reference(example-maya)
* custodian = Reference(example-program)
* content.attachment.contentType = #text/plain
* content.attachment.data = "U2lnbmVkLg=="
* content.attachment.title = "Signed consent"

Instance: example-tpo-consent
InstanceOf: TpoConsent
Usage: #example
Title: "Maya lets her hospital treat, her plan pay and both operate"
* insert ConsentOf(example-maya, example-signed-consent, part2-consent)
* insert To(example-hospital)
* provision.type = #permit
* provision.period.start = "2026-03-01"
* provision.securityLabel = $track#individual
* provision.purpose[0] = $reason#TREAT
* provision.purpose[1] = $reason#HPAYMT
* provision.purpose[2] = $reason#HOPERAT
* provision.provision.type = #deny
* provision.provision.securityLabel = $note-class#sud-counseling-note

Instance: example-track-grant
InstanceOf: TrackGrant
Usage: #example
Title: "Maya lets her counselor read the couples track"
* insert ConsentOf(example-maya, example-signed-consent, part2-consent)
* insert To(example-counselor)
* provision.type = #permit
* provision.period.start = "2026-03-02"
* provision.period.end = "2027-03-02"
* provision.securityLabel = $track#couples
* provision.purpose = $reason#TREAT

Instance: example-counseling-note-consent
InstanceOf: CounselingNoteConsent
Usage: #example
Title: "Maya lets her hospital read the counseling notes"
* insert ConsentOf(example-maya, example-signed-consent, counseling-notes-consent)
* insert To(example-hospital)
* provision.type = #permit
* provision.period.start = "2026-03-02"
* provision.period.end = "2026-09-02"
* provision.securityLabel = $note-class#sud-counseling-note
* provision.purpose = $reason#TREAT

Instance: example-proceedings-consent
InstanceOf: ProceedingsConsent
Usage: #example
Title: "Daniel lets a court see his record"
* insert ConsentOf(example-daniel, example-signed-consent, proceedings-consent)
* insert To(example-hospital)
* provision.type = #permit
* provision.period.start = "2026-03-02"
* provision.period.end = "2026-06-02"
* provision.securityLabel = $track#individual
* provision.purpose = $reason#HLEGAL

Instance: example-self-pay-restriction
InstanceOf: SelfPayRestriction
Usage: #example
Title: "Maya paid for one session herself"
* insert ConsentOf(example-maya, example-signed-consent, part2-consent)
* insert To(example-health-plan)
* policyRule = $policy#hipaa-self-pay
* provision.type = #deny
* provision.purpose[0] = $reason#HPAYMT
* provision.purpose[1] = $reason#HOPERAT
* provision.data.meaning = #related
* provision.data.reference = Reference(example-individual-session)

Instance: example-research-consent
InstanceOf: ResearchConsent
Usage: #example
Title: "Daniel takes part in a study"
* insert ConsentOf(example-daniel, example-signed-consent, research-consent)
* insert To(example-study)
* provision.type = #permit
* provision.period.start = "2026-03-02"
* provision.period.end = "2028-03-02"
* provision.securityLabel = $track#individual
* provision.purpose = $reason#HRESCH

Instance: example-proposed-restriction
InstanceOf: ProgramConsent
Usage: #example
Title: "What Maya asks for, proposed"
* status = #proposed
* scope = $scope#patient-privacy
* category[0] = $loinc#59284-0 "Consent Document"
* patient = Reference(example-maya)
* dateTime = "2026-03-05T09:00:00Z"
* policyRule = $policy#hipaa-restrictions
* insert To(example-health-plan)
* provision.type = #deny
* provision.securityLabel = $track#individual
* provision.purpose = $reason#HOPERAT
