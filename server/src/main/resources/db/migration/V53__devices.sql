-- Public keys of people's devices, for messages that are encrypted end to end (ADR 0065). No private key is here: of a
-- recovery key the private half is wrapped by a code that the person alone has.
create table confidant.device (
    id         uuid primary key,
    person     text not null,
    kind       text not null check (kind in ('DEVICE', 'RECOVERY')),
    name       text not null,           -- what the person calls it
    kid        text not null unique,    -- RFC 7638 thumbprint of the key for encryption
    encryption text not null,           -- public JWK
    signer     text unique,             -- RFC 7638 thumbprint of the key for signatures; a recovery key has none
    signature  text,                    -- public JWK
    wrapped    text,                    -- of a recovery key: the private one, AES-GCM under the person's code
    created    timestamptz not null default clock_timestamp(),
    revoked    timestamptz,
    check ((kind = 'DEVICE') = (signer is not null and signature is not null)),
    check ((kind = 'RECOVERY') = (wrapped is not null))
);
create index device_person on confidant.device (person);
create unique index device_recovery on confidant.device (person) where kind = 'RECOVERY' and revoked is null;

-- A message is stored under locks of the keys that it is encrypted to, so that it comes before their revocation or not
-- at all; hence the update.
grant select, insert, update (revoked), delete on confidant.device to confidant_server;
grant select, update (revoked), delete on confidant.device to confidant_request, confidant_system;
-- Who of a care team is a clinician is asked in the writing transaction; not for logins, and not for passwords.
grant select (reference, roles, disabled) on confidant.account to confidant_request, confidant_system;
