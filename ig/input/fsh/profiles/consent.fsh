Invariant: consent-scope
Description: "A consent is about privacy, or about research."
Expression: "scope.coding.where(system = 'http://terminology.hl7.org/CodeSystem/consentscope' and (code = 'patient-privacy' or code = 'research')).exists()"
Severity: #error

Invariant: consent-elements
Description: "An active consent that permits something has what 42 CFR 2.31(a) asks for: who may disclose (organization), signer (performer), signed form (source), date signed (dateTime), wording (policy.uri)."
Expression: "(status = 'active' and provision.type = 'permit') implies (dateTime.exists() and performer.exists() and organization.exists() and source.exists() and policy.uri.exists())"
Severity: #error

Invariant: consent-root
Description: "An active consent has a root rule with a type (IHE PCF)."
Expression: "status = 'active' implies provision.type.exists()"
Severity: #error

Invariant: consent-depth
Description: "Rules nest at most one level deep (IHE PCF)."
Expression: "provision.provision.provision.empty()"
Severity: #error

Invariant: consent-exception
Description: "A nested rule is an exception: it has the other type than its root."
Expression: "status = 'active' implies provision.provision.all(type.exists() and type != %resource.provision.type)"
Severity: #error

Invariant: consent-recipient
Description: "Every actor is a recipient (role IRCP of v3-ParticipationType), by reference."
Expression: "status = 'active' implies (provision.actor | provision.provision.actor).all(role.coding.where(system = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType' and code = 'IRCP').exists() and reference.reference.exists())"
Severity: #error

Invariant: consent-purpose
Description: "A permit names its recipients and each of its purposes (42 CFR 2.31(a)(4), (5))."
Expression: "(status = 'active' and provision.type = 'permit') implies (provision.actor.exists() and provision.purpose.exists())"
Severity: #error

Invariant: consent-notes
Description: "A consent for SUD counseling notes stands alone (42 CFR 2.31(b)(2)); beside the note class it may name a track."
Expression: "(status = 'active' and provision.type = 'permit' and provision.securityLabel.where(code = 'sud-counseling-note').exists()) implies provision.securityLabel.all(code = 'sud-counseling-note' or system = 'https://confidant.health/fhir/CodeSystem/track')"
Severity: #error

Invariant: consent-proceedings
Description: "A consent for legal proceedings has no other purpose (42 CFR 2.31(d))."
Expression: "(status = 'active' and provision.type = 'permit' and provision.purpose.where(code = 'HLEGAL').exists()) implies provision.purpose.count() = 1"
Severity: #error

Profile: ProgramConsent
Parent: Consent
Id: program-consent
Title: "Consent"
Description: "What every Consent has to be here, whatever it is for. One that is proposed or draft may lack anything: it is kept and enforces nothing."
* insert Us
* ^purpose = "Nothing is disclosed on a consent that on its face lacks an element (42 CFR 2.31(c)(2)). The shape is IHE PCF's; the root's type is written, which R4's text leaves out."
* obeys consent-scope and consent-elements and consent-root and consent-depth and consent-exception and consent-recipient and consent-purpose and consent-notes and consent-proceedings
* identifier MS
* status MS
* scope MS
* category MS
* patient 1..1 MS
* dateTime MS
* performer MS
* organization MS
* source[x] MS
* policy MS
* policy.uri MS
* policy.uri ^comment = "A published wording, with its version. The statements that 42 CFR 2.31(a)(4)(iii), (6) and (10) ask for are in it."
* provision MS
* provision.type MS
* provision.period MS
* provision.actor MS
* provision.securityLabel MS
* provision.purpose MS
* provision.purpose from Purposes (required)
* provision.provision MS
* provision.provision.purpose from Purposes (required)
