// What every script here drives Chromium with: codes of an authenticator app, a small phone's window, a look at a page.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import AxeBuilder from '@axe-core/playwright';

export const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

const base32 = text => {
  let bits = '';
  for (const letter of text) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
};
// RFC 6238, as an authenticator app computes it.
export const code = (secret, step = 0) => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + step));
  const hash = createHmac('sha1', base32(secret)).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
export const seen = new Set();

// Accessible by axe's rules for WCAG 2.2 AA, nothing wider than a small phone, and no error of the page's own policy.
export async function look(page, name) {
  assert.equal(await page.evaluate(() => document.compatMode), 'CSS1Compat', `${name} has no doctype`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${name} is ${wide} pixels wider than the screen`);
  const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  const violations = result.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(' ')}`);
  assert.deepEqual(violations, [], `${name}: axe`);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  seen.add(name);
}

export async function visitor() {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: false, acceptDownloads: true });
  const page = await context.newPage();
  page.on('console', message => {
    if (/Content Security Policy/.test(message.text())) throw new Error(message.text());
  });
  page.setDefaultTimeout(60000);
  return page;
}
