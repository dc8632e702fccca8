// Real clients against a running server: fhirclient in headless Chromium (EHR launch, standalone launch, patient picker),
// passkeys through Chromium's virtual authenticator, axe on every page, and fhir-kit-client as a backend.
// Started by ClientsIT, which registers the clients and says in the environment where everything is.
import assert from 'node:assert/strict';
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { Client } from 'fhir-kit-client';
import { browser, code, look, seen, shots, visitor } from './browser.mjs';

const base = process.env.BASE;
const app = process.env.APP;
const people = JSON.parse(process.env.PEOPLE);

async function signIn(page, who) {
  await page.waitForSelector('#login');
  await page.fill('#login', who.login);
  await page.fill('#password', who.password);
  await page.click('main button[type=submit]');
  if (!who.codes) return;
  for (const step of [-1, 0, 1]) {
    await page.waitForSelector('#code');
    await look(page, 'second-factor');
    await page.fill('#code', code(who.codes, step));
    await page.click('form:has(#code) button[type=submit]');
    await page.waitForLoadState();
    if (!page.url().includes('/login/second')) return;
  }
  throw new Error('No code was accepted');
}

async function result(page) {
  await page.waitForFunction(() => /^(Done|Failed)/.test(document.getElementById('status')?.textContent ?? ''));
  const text = id => page.textContent(`#${id}`);
  assert.equal(await text('status'), 'Done.');
  return { patient: await text('patient'), encounter: await text('encounter'), user: await text('user'), observations: Number(await text('observations')) };
}

const steps = {
  async 'a wrong password is said in a page that can be read'() {
    const page = await visitor();
    await page.goto(`${base}/login`);
    await look(page, 'sign-in');
    await page.fill('#login', 'nobody');
    await page.fill('#password', 'not the password');
    await page.click('main button[type=submit]');
    await page.waitForSelector('[role=alert]');
    await look(page, 'sign-in-refused');
    await page.click('text=Read the notice');
    await page.waitForURL(/notice/);
    await look(page, 'notice');
  },

  async 'fhirclient: standalone launch of a patient, who unticks a scope'() {
    const page = await visitor();
    await page.goto(`${app}/standalone.html`);
    await signIn(page, people.maya);
    await page.waitForSelector('legend');
    await look(page, 'consent');
    await page.uncheck('input[value=offline_access]');
    await page.click('text=Allow >> nth=0');
    const read = await result(page);
    assert.match(read.patient, /Maya/);
    assert.match(read.user, /Patient\//);
    assert.ok(read.observations > 0);
    await page.goto(`${base}/account`);
    assert.match(await page.textContent('main'), /Read: measurements/);
    await look(page, 'account');
  },

  async 'fhirclient: EHR launch by a clinician from the launcher'() {
    const page = await visitor();
    await page.goto(`${base}/launcher`);
    await signIn(page, people.kim);
    await page.waitForURL(/launcher/);
    await look(page, 'launcher-apps');
    await page.click(`button:has-text("${process.env.APP_NAME}")`);
    await page.waitForSelector('#name');
    await look(page, 'launcher-patients');
    assert.doesNotMatch(await page.textContent('main'), /Priya/);
    await page.click('button.choice:has-text("Maya")');
    await page.waitForSelector('#encounter');
    await look(page, 'launcher-visit');
    await page.selectOption('#encounter', { index: 1 });
    await page.click('text=Open >> nth=-1');
    await page.waitForSelector('legend');
    await page.click('text=Allow >> nth=0');
    const read = await result(page);
    assert.match(read.patient, /Maya/);
    assert.match(read.user, /Practitioner\//);
    assert.notEqual(read.encounter, 'none');
    assert.ok(read.observations > 0);

    await page.goto(`${app}/standalone.html`);
    await page.waitForSelector('button.choice');
    await look(page, 'patient-picker');
    await page.fill('#name', 'Tom');
    await page.click('text=Search');
    await page.waitForSelector('button.choice:has-text("Tom")');
    await page.click('button.choice:has-text("Tom")');
    await page.waitForSelector('legend');
    await page.click('text=Allow >> nth=0');
    assert.match((await result(page)).patient, /Tom/);
  },

  async 'a passkey is made, and opens the account without a password'() {
    const page = await visitor();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
    await page.goto(`${base}/account`);
    await signIn(page, people.daniel);
    await page.waitForURL(/account/);
    await page.click('text=Make a passkey');
    await page.waitForSelector('text=Passkey of');
    await look(page, 'account-with-passkey');
    await page.click('text=Sign out >> nth=0');
    await page.waitForSelector('text=Sign in with a passkey');
    await page.click('text=Sign in with a passkey');
    await page.waitForURL(/account/);
    assert.match(await page.textContent('main'), /signed in as daniel/);

    // A password alone is not enough any more.
    await page.click('text=Sign out >> nth=0');
    await page.waitForSelector('#login');
    await page.fill('#login', people.daniel.login);
    await page.fill('#password', people.daniel.password);
    await page.click('main button[type=submit]');
    await page.waitForURL(/login\/second/);
    await page.click('text=Use your passkey');
    await page.waitForURL(/account/);

    // Without user verification a passkey is one factor, and refused.
    await page.click('text=Sign out >> nth=0');
    await page.waitForSelector('text=Sign in with a passkey');
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.click('text=Sign in with a passkey');
    await page.waitForTimeout(1500);
    await page.goto(`${base}/account`);
    await page.waitForSelector('#login');
  },

  async 'the other pages can be read too'() {
    const page = await visitor();
    await page.goto(`${base}/operator/clients`);
    await signIn(page, people.berg);
    await page.waitForURL(/operator/);
    await look(page, 'operator');
    const fresh = await visitor();
    await fresh.goto(`${base}/login`);
    await fresh.fill('#login', people.newcomer.login);
    await fresh.fill('#password', people.newcomer.password);
    await fresh.click('main button[type=submit]');
    await fresh.waitForURL(/enrol/);
    await look(fresh, 'enrol');
    await fresh.fill('#code', code((await fresh.textContent('code.key')).trim()));
    await fresh.click('text=Set up >> nth=-1');
    await fresh.waitForURL(/account/);
    await fresh.click('text=New recovery codes');
    await fresh.waitForSelector('.codes');
    await look(fresh, 'recovery-codes');
    await fresh.goto(`${base}/nowhere`);
    await look(fresh, 'error');
  },

  async 'the guide can be read on a small phone, without signing in'() {
    const page = await visitor();
    await page.goto(`${base}/ig/index.html`);
    const menu = await page.$$eval('nav a', links => links.map(link => link.getAttribute('href')));
    assert.ok(menu.length >= 15, `the guide's menu has ${menu.length} pages`);
    // One of each kind that the menu's tables lead to.
    const more = ['StructureDefinition-tpo-consent.html', 'CodeSystem-track.html', 'ValueSet-sud-icd-10-cm.html', 'OperationDefinition-patient-everything.html', 'Questionnaire-privacy-check.html'];
    for (const name of [...menu, ...more]) {
      const answer = await page.goto(`${base}/ig/${name}`);
      assert.equal(answer.status(), 200, name);
      await page.$$eval('details', all => all.forEach(each => { each.open = true; }));
      await look(page, `guide-${name.replace('.html', '')}`);
    }
  },

  async 'fhir-kit-client: a backend signs, reads, and its token ends within five minutes'() {
    const jwk = JSON.parse(people.backend.key);
    const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${part({ alg: 'ES384', typ: 'JWT', kid: jwk.kid })}.${part({
      iss: people.backend.id, sub: people.backend.id, aud: `${base}/oauth2/token`, jti: randomUUID(), exp: Math.floor(Date.now() / 1000) + 120 })}`;
    const key = createPrivateKey({ key: jwk, format: 'jwk' });
    const signature = sign('sha384', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    const answer = await fetch(`${base}/oauth2/token`, { method: 'POST', body: new URLSearchParams({
      grant_type: 'client_credentials', scope: 'system/*.rs',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: `${input}.${signature}` }) });
    const token = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(token));
    assert.ok(token.expires_in <= 300);
    const client = new Client({ baseUrl: `${base}/fhir`, bearerToken: token.access_token });
    const smart = await client.smartAuthMetadata();
    assert.equal(smart.tokenUrl.href, `${base}/oauth2/token`);
    const found = await client.search({ resourceType: 'Observation', searchParams: { category: 'survey' } });
    assert.equal(found.resourceType, 'Bundle');
    assert.ok(found.entry.length >= 1);
    const read = await client.read({ resourceType: 'Observation', id: found.entry[0].resource.id });
    assert.deepEqual(read.code, found.entry[0].resource.code);
  },
};

let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}\n${error.stack}`);
    if (shots) {
      for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: `${shots}/failed-${failed}-${context.pages().indexOf(page)}.png` }).catch(() => {});
    }
  } finally {
    for (const context of browser.contexts()) await context.close();
  }
}
await browser.close();
console.log(`pages: ${[...seen].sort().join(' ')}`);
process.exit(failed === 0 ? 0 : 1);
