// What must hold of a page of `--report html=PATH` in a real browser. Arguments: pages. Says `PAGE holds` of each, or fails.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(`${process.env.PWSPEC_TEST_PLAYWRIGHT}/`)('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.PWSPEC_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// Opens the page; whatever it complains of or asks the network for is noted.
const open = async (url, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => page.complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.complaints.push(`error: ${error.message}`));
  page.on('request', (request) => request.url() === url || request.url().startsWith('data:') || page.complaints.push(`request: ${request.url()}`));
  await page.goto(url);
  return page;
};
const visible = (page, selector) => page.locator(`:is(${selector}):visible`).count();

const filters = async (page) => {
  const cells = await visible(page, '.cells > *');
  const clauses = await visible(page, '.subject tbody tr');
  assert.ok(cells > 40 && clauses > 50, `${cells} cells, ${clauses} clauses`);
  const type = async (text, expected) => {
    await page.fill('#filter', text);
    await page.waitForFunction((expected) => document.getElementById('shown').textContent.startsWith(expected), expected);
  };
  const named = await page.locator('.cells > *').evaluateAll((all) => all.filter((one) => one.getAttribute('aria-label').includes('identity')).length);
  assert.ok(named > 0 && named < cells);
  await type('identity', `${named} of ${cells}`);
  assert.equal(await visible(page, '.cells > *'), named);
  assert.ok(await visible(page, '.subject tbody tr') < clauses);
  await type('no such thing', `0 of ${cells}`);
  assert.equal(await visible(page, '.family, .subject, .block'), 0);
  await type('', '');
  await page.waitForFunction((cells) => document.querySelectorAll('.cells > :not([hidden])').length === cells, cells);
  assert.equal(await visible(page, '.subject tbody tr'), clauses);
};

// Without a mouse: the first stop skips to the report, and every stop shows where it is.
const keyboard = async (page) => {
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#main');
  await page.keyboard.press('Tab');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, 'solid');
};

const links = (page) => page.evaluate(() => {
  const gone = [...document.querySelectorAll('a[href]')].filter((a) => !document.getElementById(a.getAttribute('href').slice(1)));
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  return { gone: gone.map((a) => a.outerHTML), twice: ids.filter((id, at) => ids.indexOf(id) !== at) };
});

// WCAG 2: the contrast of every text to the nearest background behind it that is not transparent.
const faint = (page) => page.evaluate(() => {
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, nth) => sum + c * [0.2126, 0.7152, 0.0722][nth], 0);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = rgb(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility() || ['SCRIPT', 'STYLE'].includes(node.tagName)) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.add(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
  }
  return [...found];
});

try {
  for (const path of process.argv.slice(2)) {
    const url = pathToFileURL(path).href;
    const page = await open(url);
    assert.deepEqual(await links(page), { gone: [], twice: [] });
    await keyboard(page);
    await filters(page);
    const blocks = await page.locator('.block').count();
    if (blocks > 0) {
      assert.equal(await page.locator('.again button:visible').count(), blocks);
      await page.locator('.again button').first().click();
      const selected = await page.evaluate(() => getSelection().toString().trim());
      assert.match(selected, /^pwspec replay /);
      await page.locator('.cells > a.f').first().click();
      assert.match(await page.evaluate(() => location.hash), /^#t1-fail-/);
    }
    assert.deepEqual(page.complaints, []);

    const backgrounds = [];
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [360, 1280]) {
        const shown = await open(url, { colorScheme, viewport: { width, height: 800 } });
        await shown.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
        assert.ok(await shown.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `wider than ${width}`);
        assert.deepEqual(await faint(shown), [], colorScheme);
        assert.deepEqual(shown.complaints, []);
        if (width === 360) backgrounds.push(await shown.evaluate(() => getComputedStyle(document.body).backgroundColor));
      }
    }
    assert.notEqual(backgrounds[0], backgrounds[1]);

    const plain = await open(url, { javaScriptEnabled: false });
    assert.equal(await visible(plain, '.filter, .again button'), 0);
    assert.equal(await visible(plain, '.block'), blocks);
    for (const selector of ['h1', '#matrix .cells > *', '#ledger tbody tr']) assert.ok(await visible(plain, selector) > 0, selector);
    assert.deepEqual(plain.complaints, []);
    console.log(`${path} holds`);
  }
} finally {
  await browser.close();
}
