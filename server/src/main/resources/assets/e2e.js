// End-to-end encryption with Web Cryptography and nothing else: JWE in general JSON serialization, ECDH-ES+A256KW and
// A256GCM (RFC 7516, RFC 7518 4.6), around a JWS, ES256 (RFC 7515). No DOM and no network: Node runs it too.
const P256 = { name: 'ECDH', namedCurve: 'P-256' };
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
const ALG = 'ECDH-ES+A256KW';
const crypto = globalThis.crypto;
const subtle = crypto.subtle;

const utf8 = text => new TextEncoder().encode(text);
const text = bytes => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const concat = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};

export const base64 = bytes => {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
};
export const unbase64 = coded => Uint8Array.from(atob(coded), letter => letter.charCodeAt(0));
export const base64url = bytes => base64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
export const unbase64url = coded => unbase64(coded.replace(/-/g, '+').replace(/_/g, '/'));
const sha256 = async bytes => new Uint8Array(await subtle.digest('SHA-256', bytes));
export const hash = async bytes => base64url(await sha256(bytes));

// Only what belongs to the public key, in the order that RFC 7638 hashes it.
const bare = jwk => ({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y });
export const thumbprint = async jwk => base64url(await sha256(utf8(JSON.stringify(bare(jwk)))));

// As health.confidant.server.message.SafetyNumber.
export async function safetyNumber(kid, signer = '') {
  const digest = await sha256(utf8(`${kid}.${signer}`));
  return [0, 1, 2, 3, 4, 5].map(group => {
    let number = 0n;
    for (let i = 0; i < 5; i++) number = (number << 8n) | BigInt(digest[group * 5 + i]);
    return String(number % 100000n).padStart(5, '0');
  }).join(' ');
}

const importPublic = (jwk, algorithm, uses) => subtle.importKey('jwk', bare(jwk), algorithm, true, uses);

// Private keys cannot be exported: they live and die in this browser.
export async function makeDevice() {
  const [encryption, signature] = await Promise.all([
    subtle.generateKey(P256, false, ['deriveBits']), subtle.generateKey(ES256, false, ['sign'])]);
  const [e, s] = await Promise.all([subtle.exportKey('jwk', encryption.publicKey), subtle.exportKey('jwk', signature.publicKey)]);
  return {
    decrypt: encryption.privateKey, sign: signature.privateKey,
    encryption: bare(e), signature: bare(s), kid: await thumbprint(e), signer: await thumbprint(s) };
}

// RFC 7518, 4.6.2: one round of the Concat KDF, since 256 bits are wanted and SHA-256 gives them.
async function wrappingKey(privateKey, publicKey, uses) {
  const shared = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256));
  const uint32 = number => new Uint8Array([number >>> 24, number >>> 16, number >>> 8, number]);
  const info = concat(uint32(ALG.length), utf8(ALG), uint32(0), uint32(0), uint32(256));
  return subtle.importKey('raw', await sha256(concat(uint32(1), shared, info)), 'AES-KW', false, uses);
}

// recipients: public JWKs. Each gets the one content key, wrapped by a key of its own.
export async function encrypt(plain, recipients) {
  const header = base64url(utf8(JSON.stringify({ alg: ALG, enc: 'A256GCM' })));
  const content = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(header) }, content, plain));
  const wrapped = await Promise.all(recipients.map(async jwk => {
    const ephemeral = await subtle.generateKey(P256, false, ['deriveBits']);
    const key = await wrappingKey(ephemeral.privateKey, await importPublic(jwk, P256, []), ['wrapKey']);
    return {
      header: { kid: await thumbprint(jwk), epk: bare(await subtle.exportKey('jwk', ephemeral.publicKey)) },
      encrypted_key: base64url(new Uint8Array(await subtle.wrapKey('raw', content, key, 'AES-KW'))) };
  }));
  return {
    protected: header, recipients: wrapped, iv: base64url(iv),
    ciphertext: base64url(sealed.subarray(0, -16)), tag: base64url(sealed.subarray(-16)) };
}

// keys: private keys by kid. Null where it is encrypted to none of them.
export async function decrypt(jwe, keys) {
  const mine = jwe.recipients.find(recipient => Object.hasOwn(keys, recipient.header.kid));
  if (!mine) return null;
  const { alg, enc } = { ...mine.header, ...JSON.parse(text(unbase64url(jwe.protected))) };
  if (alg !== ALG || enc !== 'A256GCM') throw new Error('another algorithm');
  const epk = await importPublic(mine.header.epk, P256, []);
  const key = await wrappingKey(keys[mine.header.kid], epk, ['unwrapKey']);
  const content = await subtle.unwrapKey('raw', unbase64url(mine.encrypted_key), key, 'AES-KW', 'AES-GCM', false, ['decrypt']);
  const sealed = concat(unbase64url(jwe.ciphertext), unbase64url(jwe.tag));
  return new Uint8Array(await subtle.decrypt(
    { name: 'AES-GCM', iv: unbase64url(jwe.iv), additionalData: utf8(jwe.protected) }, content, sealed));
}

export async function sign(claims, privateKey, kid) {
  const input = `${base64url(utf8(JSON.stringify({ alg: 'ES256', kid })))}.${base64url(utf8(JSON.stringify(claims)))}`;
  const signature = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(input));
  return `${input}.${base64url(new Uint8Array(signature))}`;
}

export const signerOf = jws => JSON.parse(text(unbase64url(jws.split('.')[0]))).kid;

export async function verify(jws, jwk) {
  const [header, claims, signature] = jws.split('.');
  const { alg, kid } = JSON.parse(text(unbase64url(header)));
  const key = await importPublic(jwk, ES256, ['verify']);
  const holds = alg === 'ES256' && kid === await thumbprint(jwk)
    && await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, unbase64url(signature), utf8(`${header}.${claims}`));
  if (!holds) throw new Error('the signature does not hold');
  return JSON.parse(text(unbase64url(claims)));
}

// The message first, whose signed claims name each file by its hash; then the files.
// about: subject, sender, recipients, sent. files: name, type, bytes. Returns one JWE for each payload.
export async function seal(about, words, files, device, recipients) {
  const listed = await Promise.all(files.map(async file => (
    { name: file.name, type: file.type, size: file.bytes.length, sha256: await hash(file.bytes) })));
  const claims = { ...about, id: base64url(crypto.getRandomValues(new Uint8Array(16))), text: words, files: listed };
  const jws = await sign(claims, device.sign, device.signer);
  return Promise.all([utf8(jws), ...files.map(file => file.bytes)].map(bytes => encrypt(bytes, recipients)));
}

// about: what the server says of the message; signers: of the sender, public JWKs by thumbprint.
// Null where this device has no key for it; an error where it is not what the server says.
export async function open(about, jwes, keys, signers) {
  const bytes = await decrypt(jwes[0], keys);
  if (bytes === null) return null;
  const jws = text(bytes);
  const signer = signerOf(jws);
  if (!Object.hasOwn(signers, signer)) throw new Error('it is signed by no device of the sender');
  const claims = await verify(jws, signers[signer]);
  const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
  if (claims.subject !== about.subject || claims.sender !== about.sender || Date.parse(claims.sent) !== Date.parse(about.sent)
      || !same(claims.recipients, about.recipients) || claims.files.length !== jwes.length - 1) {
    throw new Error('it was written for another conversation');
  }
  return { ...claims, signer };
}

export async function openFile(jwe, keys, listed) {
  const bytes = await decrypt(jwe, keys);
  if (bytes === null || await hash(bytes) !== listed.sha256) throw new Error('it is not the file that was sent');
  return bytes;
}

// The code is 256 random bits in groups that can be written down; what it wraps can be opened by it alone.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'; // Without I, O, 0 and 1.
function code(bytes) {
  let bits = 0n, out = '';
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  bits <<= 4n; // 256 bits are 51 letters and one bit.
  for (let at = 51n; at >= 0n; at--) out += LETTERS[Number((bits >> (at * 5n)) & 31n)];
  return out.match(/.{1,4}/g).join('-');
}
const codeKey = async (written, uses) => {
  const letters = written.toUpperCase().replace(/[^A-Z2-9]/g, '');
  if (letters.length !== 52 || [...letters].some(letter => !LETTERS.includes(letter))) throw new Error('the code has 52 letters');
  const secret = await subtle.importKey('raw', utf8(letters), 'HKDF', false, ['deriveKey']);
  const info = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8('confidant recovery key') };
  return subtle.deriveKey(info, secret, { name: 'AES-GCM', length: 256 }, false, uses);
};

export async function makeRecovery() {
  const pair = await subtle.generateKey(P256, true, ['deriveBits']);
  const encryption = bare(await subtle.exportKey('jwk', pair.publicKey));
  const written = code(crypto.getRandomValues(new Uint8Array(32)));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const kid = await thumbprint(encryption);
  const wrapped = new Uint8Array(await subtle.wrapKey(
    'pkcs8', pair.privateKey, await codeKey(written, ['wrapKey']), { name: 'AES-GCM', iv, additionalData: utf8(kid) }));
  return { encryption, kid, code: written, wrapped: `${base64url(wrapped)}.${base64url(iv)}` };
}

export async function openRecovery(written, wrapped, kid) {
  const [sealed, iv] = wrapped.split('.').map(unbase64url);
  return subtle.unwrapKey('pkcs8', sealed, await codeKey(written, ['unwrapKey']),
    { name: 'AES-GCM', iv, additionalData: utf8(kid) }, P256, false, ['deriveBits']);
}
