// A public client of this server: authorization code with PKCE (RFC 7636), tokens in memory alone.
import { base64url, hash } from '/assets/e2e.js';

const redirect = `${location.origin}/messages`;
const SCOPES = {
  patient: 'openid fhirUser online_access launch/patient patient/Communication.crs patient/Group.rs patient/Patient.rs patient/Practitioner.rs',
  clinician: 'openid fhirUser online_access user/Communication.crs user/Group.rs user/Patient.rs user/Practitioner.rs',
};
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
let token;

// With what the server challenged for where the sign-in was too long ago (RFC 9470).
export async function start(client, again = {}) {
  const asked = { client, state: random(), verifier: random() };
  sessionStorage.setItem('asked', JSON.stringify(asked));
  const challenge = await hash(new TextEncoder().encode(asked.verifier));
  location.assign(`/oauth2/authorize?${new URLSearchParams({
    response_type: 'code', client_id: client, redirect_uri: redirect, state: asked.state, aud: `${location.origin}/fhir`,
    scope: client.includes('clinician') ? SCOPES.clinician : SCOPES.patient,
    code_challenge: challenge, code_challenge_method: 'S256', ...again })}`);
}

async function redeem(fields) {
  const answer = await fetch('/oauth2/token', { method: 'POST', body: new URLSearchParams(fields) });
  if (!answer.ok) throw new Error('You are not signed in any more. Choose again whose messages you want.');
  token = { ...token, ...await answer.json() };
}

// Who came back from signing in, or null.
export async function finish() {
  const answered = new URLSearchParams(location.search);
  const asked = JSON.parse(sessionStorage.getItem('asked') ?? 'null');
  sessionStorage.removeItem('asked');
  if (answered.has('code') || answered.has('error')) history.replaceState(null, '', '/messages');
  if (!answered.has('code') || !asked || answered.get('state') !== asked.state) return null;
  token = { client: asked.client };
  await redeem({ grant_type: 'authorization_code', code: answered.get('code'), redirect_uri: redirect,
    client_id: asked.client, code_verifier: asked.verifier });
  const claims = JSON.parse(atob(token.id_token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
  return { person: claims.fhirUser.split('/').slice(-2).join('/'), client: asked.client };
}

// What to ask for when authorizing again, or null where another token would do.
function challenge(answer) {
  const header = answer.status === 401 ? answer.headers.get('WWW-Authenticate') ?? '' : '';
  if (!header.includes('insufficient_user_authentication')) return null;
  return Object.fromEntries([...header.matchAll(/(acr_values|max_age)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

export async function request(path, method = 'GET', body = undefined) {
  const send = () => fetch(path, { method, headers: {
    Authorization: `Bearer ${token.access_token}`, Accept: 'application/json, application/fhir+json',
    ...(body ? { 'Content-Type': path.startsWith('/fhir') ? 'application/fhir+json' : 'application/json' } : {}) },
    body: body && JSON.stringify(body) });
  let answer = await send();
  if (answer.status === 401 && !challenge(answer) && token.refresh_token) {
    await redeem({ grant_type: 'refresh_token', refresh_token: token.refresh_token, client_id: token.client });
    answer = await send();
  }
  const said = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) {
    const error = new Error(said?.issue?.[0]?.diagnostics ?? `The server answered ${answer.status}.`);
    error.status = answer.status;
    error.again = challenge(answer);
    throw error;
  }
  return said;
}
