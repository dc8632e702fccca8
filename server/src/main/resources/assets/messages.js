// The page /messages: who, with whom, what; all that is secret happens in e2e.js, and stays in keys.js.
import * as e2e from '/assets/e2e.js';
import * as keys from '/assets/keys.js';
import * as smart from '/assets/smart.js';

const LARGEST = 500_000;
const PAGE = 50;
const SEALED = 'application/jose+json';
const $ = id => document.getElementById(id);
let me, client, own, mine, subject, people, shown = 0;
const names = {}, accepted = {};

function element(tag, text, attributes = {}) {
  const made = Object.assign(document.createElement(tag), attributes);
  if (text !== undefined) made.textContent = text;
  return made;
}
function say(text) { $('status').textContent = text; $('status').hidden = !text; $('alert').hidden = true; }
function warn(error) {
  $('alert').textContent = error.again ? 'You signed in a while ago. Sign in again, then repeat this.' : error.message ?? String(error);
  if (error.again) {
    const again = element('button', 'Sign in again', { type: 'button', className: 'second' });
    step(again, 'click', () => smart.start(client, error.again));
    $('alert').append(' ', again);
  }
  $('alert').hidden = false;
}
// Every step that a person starts: one at a time, and what goes wrong is said.
const step = (target, event, action) => target.addEventListener(event, async happened => {
  happened.preventDefault();
  const buttons = [...document.querySelectorAll('main button')].filter(button => !button.disabled);
  buttons.forEach(button => { button.disabled = true; });
  try { say(''); await action(happened); } catch (error) { warn(error); }
  buttons.forEach(button => { button.disabled = false; });
});

const inForce = device => !device.revoked;
const privateKeys = () => ({ ...own?.former, ...(own?.device ? { [own.device.kid]: own.device.decrypt } : {}) });
const ready = () => own?.device && mine.some(device => device.kid === own.device.kid && inForce(device));

async function name(reference) {
  if (reference === me) return 'You';
  if (!names[reference]) {
    const found = await smart.request(`/fhir/${reference}`).catch(() => null);
    const human = found?.name?.[0];
    names[reference] = human ? human.text ?? [...(human.prefix ?? []), ...(human.given ?? []), human.family].join(' ')
      : reference.startsWith('Patient/') ? 'Your partner' : 'Care team';
  }
  return names[reference];
}

async function loadOwn() {
  own = await keys.own(me);
  mine = (await smart.request('/devices')).devices;
  const known = own?.device && mine.find(device => device.kid === own.device.kid);
  if (own?.device && !ready()) warn('This device was revoked. It reads what it could read before, and nothing new.');
  $('setup').hidden = Boolean(ready());
  $('recovery').hidden = $('forget-part').hidden = !ready();
  $('talk').hidden = !own?.device;
  $('write').hidden = !ready();
  $('devices').replaceChildren(...mine.map(device => {
    const item = element('li');
    const what = device.kind === 'RECOVERY' ? 'Recovery code' : device.name;
    item.append(element('b', what), ` since ${device.created.slice(0, 10)}${device === known ? ', this browser' : ''}${device.revoked ? ', revoked' : ''} `,
      element('span', device.safetyNumber, { className: 'small' }));
    if (inForce(device)) {
      const revoke = element('button', 'Revoke', { type: 'button', className: 'second' });
      revoke.setAttribute('aria-label', `Revoke ${what}`);
      step(revoke, 'click', async () => {
        await revokeOwn(device);
        await reload();
        say('Revoked. Nothing that is sent from now on can be read with it.');
      });
      item.append(' ', revoke);
    }
    return item;
  }));
}

async function loadSubjects() {
  const type = client.endsWith('couples') ? 'Group' : 'Patient';
  const found = (await smart.request(`/fhir/${type}?_count=50`)).entry ?? [];
  const options = await Promise.all(found.map(async ({ resource }) => {
    const reference = `${type}/${resource.id}`;
    const title = type === 'Group'
      ? (await Promise.all((resource.member ?? []).map(member => name(member.entity.reference)))).join(' and ')
      : await name(reference);
    return element('option', title, { value: reference });
  }));
  $('subject').replaceChildren(...options);
  subject = $('subject').value;
}

// The first keys that are seen of somebody are taken as they come; each later one has to be accepted.
async function loadPeople() {
  people = (await smart.request(`/devices?subject=${encodeURIComponent(subject)}`)).people;
  const changes = [], listed = [];
  for (const { person, devices } of people) {
    for (const device of devices) {
      // What the server says of a key is computed here from the key.
      device.kid = await e2e.thumbprint(device.encryption);
      device.signer = device.signature && await e2e.thumbprint(device.signature);
      device.safetyNumber = await e2e.safetyNumber(device.kid, device.signer);
    }
    const all = devices.map(device => device.kid);
    const now = devices.filter(inForce).map(device => device.kid);
    let before = await keys.seen(me, person);
    if (!before && all.length) await keys.keepSeen(me, person, before = { accepted: all, now });
    accepted[person] = before?.accepted ?? [];
    const fresh = devices.filter(device => inForce(device) && !accepted[person].includes(device.kid));
    const gone = (before?.now ?? []).filter(kid => !now.includes(kid));
    if (fresh.length || gone.length) changes.push(await change(person, fresh, gone, { accepted: [...new Set([...accepted[person], ...all])], now }));
    const item = element('li', `${await name(person)}${now.length ? '' : ': has no device yet and cannot be written to'}`);
    devices.filter(inForce).forEach(device => {
      item.append(element('br'), element('span', `${device.kind === 'RECOVERY' ? 'Recovery key' : 'Safety number'} ${device.safetyNumber}`, { className: 'small' }));
    });
    listed.push(item);
  }
  $('changes').replaceChildren(...changes);
  $('people').replaceChildren(...listed);
}

async function change(person, fresh, gone, after) {
  const part = element('div', undefined, { className: 'note change' });
  const who = await name(person);
  part.append(element('p', `The keys ${person === me ? 'of your devices' : `of ${who}`} have changed since this browser last saw them.`));
  fresh.forEach(device => part.append(element('p', `New ${device.kind === 'RECOVERY' ? 'recovery key' : 'device'}, safety number ${device.safetyNumber}`)));
  if (gone.length) part.append(element('p', `${gone.length} removed.`));
  part.append(element('p', person === me
    ? 'If you have not set up a device or a code yourself, accept nothing, and tell the program.'
    : `Ask ${who} by telephone or in a session whether that is so, and compare the number. Until you accept, you cannot send.`));
  const accept = element('button', 'Accept', { type: 'button', className: 'second' });
  accept.setAttribute('aria-label', `Accept the keys: ${who}`);
  step(accept, 'click', async () => { await keys.keepSeen(me, person, after); await reload(); });
  part.append(accept);
  return part;
}

// Of what was stored at that time: accepted keys that were in force then.
const signersOf = (person, stored) => Object.fromEntries((people.find(one => one.person === person)?.devices ?? [])
  .filter(device => device.signature && accepted[person].includes(device.kid))
  .filter(device => inForce(device) || Date.parse(stored) <= Date.parse(device.revoked))
  .map(device => [device.signer, device.signature]));

const isSealed = message => message.payload?.every(part => part.contentAttachment?.contentType === SEALED);

// From the newest back, page by page, since what is not encrypted lies in between.
async function loadMessages(wanted = PAGE) {
  const found = new Map();
  let next = `/fhir/Communication?subject=${subject}&_sort=-sent&_count=${PAGE}`;
  while (next && found.size < wanted) {
    const page = await smart.request(next);
    (page.entry ?? []).map(entry => entry.resource).filter(isSealed).forEach(message => found.set(message.id, message));
    const link = (page.link ?? []).find(link => link.relation === 'next');
    next = link && new URL(link.url).pathname + new URL(link.url).search;
  }
  shown = found.size;
  const ids = new Set();
  $('messages').replaceChildren(...await Promise.all([...found.values()].reverse().map(message => show(message, ids))));
  $('none').hidden = shown > 0;
  $('older-part').hidden = !next;
}

async function show(message, ids) {
  const about = { subject: message.subject.reference, sender: message.sender.reference, sent: message.sent,
    recipients: message.recipient.map(recipient => recipient.reference) };
  const article = element('article', undefined, { className: 'sealed' });
  article.append(element('h3', `${await name(about.sender)}, ${new Date(message.sent).toLocaleString()}`));
  try {
    const jwes = message.payload.map(part => JSON.parse(new TextDecoder().decode(e2e.unbase64(part.contentAttachment.data))));
    const opened = await e2e.open(about, jwes, privateKeys(), signersOf(about.sender, message.meta.lastUpdated));
    if (opened === null) {
      article.append(element('p', 'Not encrypted to this device.', { className: 'small' }));
    } else if (ids.has(opened.id)) {
      throw new Error('it was sent before');
    } else {
      ids.add(opened.id);
      article.append(element('p', opened.text, { className: 'message' }));
      opened.files.forEach((file, index) => article.append(download(file, jwes[index + 1])));
    }
  } catch (error) {
    const changed = people.find(one => one.person === about.sender)?.devices
      .some(device => inForce(device) && !accepted[about.sender].includes(device.kid));
    article.append(changed
      ? element('p', 'It may be written with a key that you have not accepted. Look at the notice above first.', { className: 'note' })
      : element('p', `This message is not what it claims to be and is not shown: ${error.message}.`, { className: 'alert' }));
  }
  return article;
}

function download(file, jwe) {
  const button = element('button', `Download ${file.name} (${Math.ceil(file.size / 1000)} kB)`, { type: 'button', className: 'second' });
  step(button, 'click', async () => {
    const bytes = await e2e.openFile(jwe, privateKeys(), file);
    // Never as a type that the browser would show: it is somebody else's file in this page's origin.
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    element('a', '', { href: url, download: file.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  });
  return button;
}

async function send() {
  const words = $('words').value.trim();
  const chosen = $('file').files[0];
  if (!words && !chosen) throw new Error('There is nothing to send.');
  if (chosen && chosen.size > LARGEST) throw new Error('The document is larger than 500 kB.');
  await loadPeople();
  if ($('changes').children.length) throw new Error('Nothing was sent: keys have changed. Look at the notice first.');
  const reached = people.filter(({ person, devices }) => person !== me && devices.some(inForce));
  if (!reached.length) throw new Error('Nobody here has a device yet.');
  // A couple's Group stands for its partners: one may not name the other.
  const named = person => subject.startsWith('Group/') && me.startsWith('Patient/') && person.startsWith('Patient/') ? subject : person;
  const about = { subject, sender: me, recipients: reached.map(({ person }) => named(person)), sent: new Date().toISOString() };
  const files = chosen ? [{ name: chosen.name, type: chosen.type, bytes: new Uint8Array(await chosen.arrayBuffer()) }] : [];
  const to = people.filter(one => one.person === me || reached.includes(one))
    .flatMap(({ devices }) => devices.filter(inForce).map(device => device.encryption));
  const jwes = await e2e.seal(about, words, files, own.device, to);
  await smart.request('/fhir/Communication', 'POST', {
    resourceType: 'Communication', status: 'completed', subject: { reference: subject }, sender: { reference: me },
    recipient: about.recipients.map(reference => ({ reference })), sent: about.sent,
    payload: jwes.map(jwe => ({ contentAttachment: {
      contentType: SEALED, data: e2e.base64(new TextEncoder().encode(JSON.stringify(jwe))) } })) });
  $('write').reset();
  await loadMessages();
  say('Sent.');
}

async function register(kind, made, more) {
  const registered = await smart.request('/devices', 'POST', { kind, encryption: made.encryption, ...more });
  // One's own new key is accepted at once: it was made here. It may have replaced a recovery key.
  const before = await keys.seen(me, me) ?? { accepted: mine.map(device => device.kid), now: mine.filter(inForce).map(device => device.kid) };
  const replaced = kind === 'RECOVERY' ? mine.filter(device => device.kind === kind).map(device => device.kid) : [];
  await keys.keepSeen(me, me, {
    accepted: [...before.accepted, registered.kid], now: [...before.now.filter(kid => !replaced.includes(kid)), registered.kid] });
}

async function revokeOwn(device) {
  await smart.request(`/devices/${device.id}`, 'DELETE');
  const before = await keys.seen(me, me);
  if (before) await keys.keepSeen(me, me, { ...before, now: before.now.filter(kid => kid !== device.kid) });
}

async function setUp() {
  const device = await e2e.makeDevice();
  await register('DEVICE', device, { name: $('device-name').value, signature: device.signature });
  await keys.keepOwn(me, { device, former: privateKeys() });
  await reload();
  say('This browser is set up.');
}

async function makeRecovery() {
  const made = await e2e.makeRecovery();
  await register('RECOVERY', made, { name: '', wrapped: made.wrapped });
  $('code').textContent = made.code;
  $('code-part').hidden = false;
  await reload();
}

async function recover() {
  const held = { ...own.former };
  let opened = 0;
  for (const device of mine.filter(one => one.kind === 'RECOVERY')) {
    const key = await e2e.openRecovery($('recovery-code').value, device.wrapped, device.kid).catch(() => null);
    if (key) { held[device.kid] = key; opened++; }
  }
  if (!opened) throw new Error('This code opens nothing. It has 52 letters and digits.');
  await keys.keepOwn(me, { ...own, former: held });
  $('recover').reset();
  await reload();
  say('Your older messages are open on this device.');
}

async function reload() {
  await loadOwn();
  if (own?.device && subject) {
    await loadPeople();
    await loadMessages();
  }
}

for (const button of document.querySelectorAll('[data-client]')) step(button, 'click', () => smart.start(button.dataset.client));
step($('setup-form'), 'submit', setUp);
step($('subject'), 'change', async () => { subject = $('subject').value; await loadPeople(); await loadMessages(); });
step($('refresh'), 'click', reload);
step($('older'), 'click', () => loadMessages(shown + PAGE));
step($('write'), 'submit', send);
step($('make-recovery'), 'click', makeRecovery);
step($('recover'), 'submit', recover);
step($('forget'), 'click', async () => {
  await revokeOwn(mine.find(device => device.kid === own.device.kid));
  await keys.forgetOwn(me);
  await reload();
  say('The keys are gone from this browser.');
});

try {
  const found = await smart.finish();
  if (found) {
    ({ person: me, client } = found);
    $('start').hidden = true;
    $('app').hidden = false;
    await loadSubjects();
    await reload();
  }
} catch (error) {
  warn(error);
}
document.body.dataset.ready = 'true';
