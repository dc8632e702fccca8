Invariant: vault-hash
Description: "A document in the vault has a size and a hash, and its content is not inline."
Expression: "content.attachment.all(data.empty() and url.exists() and size.exists() and hash.exists())"
Severity: #error

Profile: VaultDocument
Parent: DocumentReference
Id: vault-document
Title: "Document in the vault"
Description: "A document or recording that is kept encrypted outside the database."
* insert Us
* ^purpose = "The entry says whose it is, of which class, and how to know that it is unchanged; the content is fetched as an attachment, through the same decision as the entry."
* obeys vault-hash
* identifier MS
* status MS
* type 1..1 MS
* category 1..* MS
* category from VaultClasses (extensible)
* subject 1..1 MS
* subject only Reference(Patient or Group)
* date 1..1 MS
* author MS
* content 1..1 MS
* content.attachment.contentType 1..1 MS
* content.attachment.url MS
* content.attachment.size MS
* content.attachment.hash MS
