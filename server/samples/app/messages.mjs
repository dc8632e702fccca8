// Two people in two browsers: encrypted messages and a document both ways, a revoked device, a recovery, a changed key.
// What they write is made here at random and is said to nobody but the browsers; afterwards it is looked for in all that
// the server has: files of the database, documents, log, heap dump. Started by MessagesIT, in two steps.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { browser, code, look, shots, visitor as phone } from './browser.mjs';

const base = process.env.BASE;
const people = JSON.parse(process.env.PEOPLE);

const letters = bytes => [...randomBytes(bytes)].map(byte => 'abcdefghijklmnopqrstuvwxyz'[byte % 26]).join('');
const canaries = { first: letters(24), answer: letters(24), document: letters(24), after: letters(24), couple: letters(24) };

// A browser of its own, with its own keys.
async function visitor() {
  const page = await phone();
  page.on('pageerror', error => { throw error; });
  return page;
}

async function signIn(page, who, client) {
  await page.goto(`${base}/messages`);
  await page.waitForSelector('body[data-ready]');
  await page.click(`[data-client=${client}]`);
  await page.waitForSelector('#login');
  await page.fill('#login', who.login);
  await page.fill('#password', who.password);
  await page.click('main button[type=submit]');
  for (const step of who.codes ? [-1, 0, 1, 2] : []) {
    await page.waitForSelector('#code, body[data-ready]');
    if (!page.url().includes('/login/second')) break;
    if (step === 2) await page.waitForTimeout(31000);
    await page.fill('#code', code(who.codes, step));
    await page.click('form:has(#code) button[type=submit]');
    await page.waitForLoadState();
  }
  await page.waitForSelector('#app:not([hidden])');
  await page.waitForSelector('body[data-ready]');
}

async function done(page, text) {
  await page.waitForFunction(wanted => {
    const alert = document.getElementById('alert');
    return document.getElementById('status').textContent.includes(wanted) || !alert.hidden;
  }, text);
  assert.equal(await page.isHidden('#alert'), true, await page.textContent('#alert'));
  await settled(page);
}
const settled = page => page.waitForFunction(() => ![...document.querySelectorAll('main button')].some(button => button.disabled));

// Whoever is signed in comes straight back.
async function again(page, client) {
  await page.goto(`${base}/messages`);
  await page.waitForSelector('body[data-ready]');
  await page.click(`[data-client=${client}]`);
  await page.waitForSelector('#app:not([hidden])');
  await page.waitForSelector('body[data-ready]');
}

async function setUp(page, name) {
  await page.fill('#device-name', name);
  await page.click('#setup-form button');
  await done(page, 'set up');
}
// As if the sign-in had been long ago: the server asks for a fresh one, and the page goes and gets it.
async function late(page) {
  let asked = 0;
  const challenge = 'Bearer error="insufficient_user_authentication", acr_values="urn:confidant:acr:password", max_age="900"';
  await page.route('**/devices', route => (route.request().method() !== 'POST' ? route.continue() : route.fulfill({
    status: 401, headers: { 'WWW-Authenticate': challenge }, contentType: 'application/fhir+json',
    body: JSON.stringify({ asked: ++asked, resourceType: 'OperationOutcome', issue: [{ diagnostics: 'AUTH-002 STEP-UP' }] }) })));
  await page.fill('#device-name', 'too late');
  await page.click('#setup-form button');
  await page.waitForSelector('#alert:not([hidden])');
  await settled(page);
  assert.match(await page.textContent('#alert'), /You signed in a while ago/);
  assert.equal(asked, 1, 'another token of the same sign-in would not do');
  const [authorize] = await Promise.all([page.waitForRequest(/\/oauth2\/authorize/), page.click('#alert button')]);
  const wanted = new URL(authorize.url()).searchParams;
  assert.equal(wanted.get('max_age'), '900');
  assert.equal(wanted.get('acr_values'), 'urn:confidant:acr:password');
  await page.waitForSelector('#app:not([hidden])');
  await page.waitForSelector('body[data-ready]');
  await page.unroute('**/devices');
}
async function refresh(page) {
  await page.click('#refresh');
  await page.waitForTimeout(200);
  await settled(page);
}
async function write(page, words, file) {
  await page.fill('#words', words);
  if (file) await page.setInputFiles('#file', file);
  await page.click('#write button');
  await done(page, 'Sent');
}
const messages = page => page.textContent('#messages');
async function about(page, who) {
  const value = await page.$$eval('#subject option', (options, name) => options.find(option => option.textContent.includes(name))?.value, who);
  assert.ok(value, `${who} is not listed`);
  await page.selectOption('#subject', value);
  await page.waitForTimeout(200);
  await settled(page);
}

// All that has changed.
async function accept(page) {
  while (await page.locator('.change button').count()) {
    const left = await page.locator('.change').count();
    await page.locator('.change button').first().click();
    await page.waitForFunction(before => document.querySelectorAll('.change').length < before, left);
    await settled(page);
  }
}

const pages = {};
const steps = {
  async 'both set up a browser and see each other’s safety number'() {
    pages.maya = await visitor();
    await pages.maya.goto(`${base}/messages`);
    await look(pages.maya, 'messages-start');
    await signIn(pages.maya, people.maya, 'messages-individual');
    await look(pages.maya, 'messages-setup');
    await setUp(pages.maya, 'first phone');
    pages.kim = await visitor();
    await signIn(pages.kim, people.kim, 'messages-clinician-individual');
    await setUp(pages.kim, 'office');
    await about(pages.kim, 'Maya');
    await refresh(pages.maya);
    const own = await pages.kim.textContent('#devices .small');
    assert.match(own, /^(\d{5} ){5}\d{5}$/);
    assert.ok((await pages.maya.textContent('#people')).includes(own), 'the same number on both sides');
  },

  async 'messages and a document go both ways'() {
    await write(pages.maya, `Dear Kim, ${canaries.first}`);
    await refresh(pages.kim);
    assert.ok((await messages(pages.kim)).includes(canaries.first));
    await write(pages.kim, `Dear Maya, ${canaries.answer}`,
      { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from(`${canaries.document} `.repeat(400)) });
    await refresh(pages.maya);
    assert.ok((await messages(pages.maya)).includes(canaries.answer));
    const [download] = await Promise.all([pages.maya.waitForEvent('download'), pages.maya.click('text=Download plan.txt')]);
    assert.equal(download.suggestedFilename(), 'plan.txt');
    assert.equal(readFileSync(await download.path(), 'utf8'), `${canaries.document} `.repeat(400));
    await look(pages.maya, 'messages');
  },

  // The script of the page is served with a smaller page; between the two messages lies one that is not encrypted.
  async 'older messages come page by page'() {
    const script = '**/assets/messages.js';
    await pages.maya.route(script, async route => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('const PAGE = 50', 'const PAGE = 1');
      assert.ok(body.includes('const PAGE = 1;'));
      await route.fulfill({ response: answer, body });
    });
    await again(pages.maya, 'messages-individual');
    assert.ok((await messages(pages.maya)).includes(canaries.answer));
    assert.ok(!(await messages(pages.maya)).includes(canaries.first));
    await pages.maya.click('#older');
    await settled(pages.maya);
    assert.ok((await messages(pages.maya)).includes(canaries.first));
    assert.ok((await messages(pages.maya)).includes(canaries.answer));
    await pages.maya.click('#older');
    await settled(pages.maya);
    assert.equal(await pages.maya.isHidden('#older'), true, 'there are no more');
    assert.equal(await pages.maya.locator('#messages article').count(), 2);
    await pages.maya.unroute(script);
    await again(pages.maya, 'messages-individual');
  },

  async 'the other track and other people see nothing of it'() {
    const daniel = await visitor();
    await signIn(daniel, people.daniel, 'messages-individual');
    await late(daniel);
    await setUp(daniel, 'tablet');
    assert.doesNotMatch(await daniel.textContent('#subject'), /Maya/);
    assert.doesNotMatch(await daniel.textContent('#people'), /Kim/);
    assert.equal(await messages(daniel), '');
    await daniel.context().close();
  },

  async 'partners and therapist write in the couple’s conversation'() {
    const lee = await visitor();
    await signIn(lee, people.lee, 'messages-clinician-couples');
    await setUp(lee, 'practice');
    const maya = await visitor();
    await signIn(maya, people.maya, 'messages-couples');
    await setUp(maya, 'couple phone');
    await write(maya, `Dear Lee, ${canaries.couple}`);
    await refresh(lee);
    // Lee knew another device of hers: what a new one signs is not shown before it is accepted.
    assert.ok(!(await messages(lee)).includes(canaries.couple));
    assert.match(await messages(lee), /have not accepted/);
    await accept(lee);
    assert.ok((await messages(lee)).includes(canaries.couple));
    await refresh(pages.maya);
    assert.ok(!(await messages(pages.maya)).includes(canaries.couple), 'each track for itself');
    await Promise.all([lee, maya].map(page => page.context().close()));
  },

  async 'a new key of the other side is said, and nothing is sent before it is accepted'() {
    await pages.kim.fill('#words', 'not yet');
    await pages.kim.click('#write button');
    await pages.kim.waitForSelector('#alert:not([hidden])');
    assert.match(await pages.kim.textContent('#alert'), /Nothing was sent/);
    const notice = await pages.kim.textContent('.change');
    assert.match(notice, /have changed since this browser last saw them/);
    assert.match(notice, /New device, safety number (\d{5} ){5}\d{5}/);
    await look(pages.kim, 'messages-changed');
    await settled(pages.kim);
    await accept(pages.kim);
    await pages.kim.fill('#words', '');
  },

  async 'a recovery code is shown once'() {
    await refresh(pages.maya);
    await accept(pages.maya);
    await pages.maya.click('#make-recovery');
    await pages.maya.waitForSelector('#code-part:not([hidden])');
    await settled(pages.maya);
    pages.code = await pages.maya.textContent('#code');
    assert.match(pages.code, /^([A-Z2-9]{4}-){12}[A-Z2-9]{4}$/);
    await look(pages.maya, 'messages-recovery');
    await refresh(pages.kim);
    assert.match(await pages.kim.textContent('.change'), /New recovery key/);
    await accept(pages.kim);
    await write(pages.kim, `Kept for recovery: ${canaries.answer}`);
  },

  async 'a third browser opens older messages by the code alone'() {
    pages.third = await visitor();
    await signIn(pages.third, people.maya, 'messages-individual');
    await setUp(pages.third, 'new phone');
    assert.ok(!(await messages(pages.third)).includes(canaries.answer));
    await pages.third.fill('#recovery-code', 'ABCD-EFGH');
    await pages.third.click('#recover button');
    await pages.third.waitForSelector('#alert:not([hidden])');
    await settled(pages.third);
    await pages.third.fill('#recovery-code', pages.code.toLowerCase().replaceAll('-', ' '));
    await pages.third.click('#recover button');
    await done(pages.third, 'older messages are open');
    assert.ok((await messages(pages.third)).includes(`Kept for recovery: ${canaries.answer}`));
  },

  async 'a revoked device reads nothing new'() {
    await pages.third.click('[aria-label="Revoke first phone"]');
    await done(pages.third, 'Revoked');
    await refresh(pages.kim);
    assert.match(await pages.kim.textContent('.change'), /1 removed/);
    await accept(pages.kim);
    await write(pages.kim, `After that: ${canaries.after}`);
    await refresh(pages.third);
    assert.ok((await messages(pages.third)).includes(canaries.after));
    await refresh(pages.maya);
    const old = await messages(pages.maya);
    assert.ok(!old.includes(canaries.after) && old.includes('Not encrypted to this device'), 'the revoked one reads nothing new');
    assert.ok(old.includes(canaries.first), 'and keeps what it read');
    assert.match(await pages.maya.textContent('#alert'), /revoked/);
    assert.equal(await pages.maya.isHidden('#write'), true);
  },
};

let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`FAILED ${name}\n${error.stack}`);
    let number = 0;
    for (const context of browser.contexts()) for (const page of context.pages()) {
      console.log(`${page.url().split('?')[0]} ${(await page.textContent('#alert').catch(() => '')).slice(0, 300)}`);
      if (shots) await page.screenshot({ path: `${shots}/failed-messages-${number++}.png`, fullPage: true }).catch(() => {});
    }
    failed++;
    break;
  }
}
await browser.close();
if (failed) process.exit(1);

// The other half: the server's process has written its heap down meanwhile.
console.log('DUMP');
const [answer] = await once(createInterface({ input: process.stdin }), 'line');
const places = JSON.parse(answer);

// A text in any of these forms; base64 of its inner part in each of the three places that it can have in a longer one.
function forms(text) {
  const bytes = Buffer.from(text);
  const inBase64 = [0, 1, 2].flatMap(shift => {
    const coded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/, '');
    const whole = coded.slice(Math.ceil(shift * 8 / 6), Math.floor((shift + bytes.length) * 8 / 6));
    return [whole, Buffer.from(whole).toString('base64').slice(0, -4)];
  });
  return [bytes, Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16(), ...inBase64.map(coded => Buffer.from(coded))];
}
function* files(path) {
  if (!statSync(path).isDirectory()) { yield path; return; }
  for (const name of readdirSync(path)) yield* files(join(path, name));
}
async function count(path, wanted) {
  const hits = Object.fromEntries(Object.keys(wanted).map(name => [name, 0]));
  const longest = Math.max(...Object.values(wanted).flat().map(form => form.length));
  let rest = Buffer.alloc(0), bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 16 << 20 })) {
    bytes += chunk.length;
    const window = Buffer.concat([rest, chunk]);
    for (const [name, all] of Object.entries(wanted)) hits[name] += all.filter(form => window.includes(form)).length;
    rest = window.subarray(Math.max(0, window.length - longest + 1));
  }
  return { hits, bytes };
}

const wanted = Object.fromEntries(Object.entries({ ...canaries, control: places.control }).map(([name, text]) => [name, forms(text)]));
// The scan finds what is there, in each form, or it says nothing.
for (const form of wanted.first) assert.ok(Buffer.concat([Buffer.from('xx'), form, Buffer.from('x')]).includes(form));
for (const shift of [0, 1, 2, 3]) {
  const long = Buffer.from(`${'x'.repeat(shift)}${canaries.first} and more`).toString('base64');
  assert.ok(wanted.first.some(form => long.includes(form.toString())), `base64 at ${shift}`);
}
let control = 0, found = 0, scanned = 0, total = 0;
for (const place of places.paths) {
  for (const path of files(place)) {
    const { hits, bytes } = await count(path, wanted).catch(error => { if (error.code === 'ENOENT') return { hits: {}, bytes: 0 }; throw error; });
    scanned++;
    total += bytes;
    control += hits.control ?? 0;
    for (const name of Object.keys(canaries)) {
      if (hits[name]) { found += hits[name]; console.log(`FOUND ${name} in ${path}`); }
    }
  }
}
console.log(`scanned ${scanned} files, ${Math.round(total / 1e6)} MB: canaries ${found}, control ${control}`);
process.exit(found === 0 && control > 0 && total > 50e6 ? 0 : 1);
