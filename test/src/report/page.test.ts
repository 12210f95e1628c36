// SPDX-License-Identifier: Apache-2.0
/** The report in a real browser: it needs nothing beside it, says no error, looks as it did, and a keyboard is enough. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReport } from '../../../src/report/report.ts';
import { chromiumPath, gridDifference, lightnessGrid } from '../../support/chromium.ts';

const goldenPath = new URL('run/screens.json', import.meta.url);
const directory = mkdtempSync(join(tmpdir(), 'sluice-report-'));
const address = pathToFileURL(join(directory, 'index.html')).href;
const executablePath = chromiumPath();

/** Part of the page that may look otherwise, for fonts and versions of the browser; another layout makes more. */
const tolerance = 0.08;

beforeAll(async () => {
  cpSync(new URL('run', import.meta.url).pathname, directory, { recursive: true });
  mkdirSync(join(directory, 'rtl'));
  writeFileSync(join(directory, 'rtl', 'packet_buffer.v'), '');
  await writeReport(directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('the page', () => {
  const text = (): string => readFileSync(join(directory, 'index.html'), 'utf8');

  test('needs nothing from elsewhere', () => {
    expect(text().match(/(?:src|href)="(?:https?:)?\/\//g)).toBeNull();
    expect(text()).not.toMatch(/@import|url\((?!#)/);
  });

  test('links to the Verilog that is there, and to no other', () => {
    expect(text()).toContain('href="rtl/packet_buffer.v"');
    expect(text()).not.toContain('href="rtl/header_parser.v"');
  });

  test('shows the hits of each rule beside its line', () => {
    const record = JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8'));
    for (const { line, receiver, sender } of record.rules) {
      const start = `<span class="line">${line}</span><span class="hits">${receiver}</span>`;
      expect(text()).toContain(`${start}<span class="hits">${sender}</span>`);
    }
  });
});

const windows = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 2000 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 2000 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 1600 } },
} as const satisfies Record<string, BrowserContextOptions>;

describe.skipIf(executablePath === undefined)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  const open = async (options: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }> => {
    const page = await browser.newPage(options);
    const complaints: string[] = [];
    page.on('console', message => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', error => complaints.push(error.message));
    page.on('request', request => {
      if (!/^(file|data):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
    });
    await page.goto(address);
    return { page, complaints };
  };

  test.each(Object.entries(windows))('%s: no complaint, no overflow, the looks that it had', async (name, options) => {
    const { page, complaints } = await open(options);
    expect(complaints).toEqual([]);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(options.viewport.width);
    const grid = await lightnessGrid(page);
    const golden: Record<string, number[]> = JSON.parse(readFileSync(goldenPath, 'utf8'));
    if (process.env['UPDATE_GOLDEN'] === '1')
      writeFileSync(goldenPath, `${JSON.stringify({ ...golden, [name]: grid })}\n`);
    else expect(gridDifference(grid, golden[name]!)).toBeLessThan(tolerance);
    await page.close();
  });

  test('a page whose pictures are missing does not look as it did', async () => {
    const { page } = await open(windows.light);
    await page.addStyleTag({ content: 'svg { visibility: hidden; }' });
    const golden: Record<string, number[]> = JSON.parse(readFileSync(goldenPath, 'utf8'));
    expect(gridDifference(await lightnessGrid(page), golden['light']!)).toBeGreaterThan(tolerance);
    await page.close();
  });

  test('a keyboard is enough: past the bar, to the colours, into a stage and back', async () => {
    const { page } = await open(windows.light);
    const focused = (): Promise<string> =>
      page.evaluate(`document.activeElement.id || document.activeElement.getAttribute('href') || ''`);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('#main');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    // The first stage that a frame meets.
    const stage = await focused();
    expect(stage).toMatch(/^#part-/);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe(stage);
    // Back at the top, where the colours are a few steps into the bar.
    await page.goto(address);
    for (let i = 0; i < 20 && (await focused()) !== 'theme'; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe('rgb(16, 21, 29)');
    await page.close();
  });

  test('what scrolls aside can be reached, and print leaves out the bar', async () => {
    const { page } = await open(windows.phone);
    const unreached = await page.evaluate(
      `[...document.querySelectorAll('.waves, .policy')].filter(one => one.tabIndex !== 0).length`,
    );
    expect(unreached).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.bar')).toBe(false);
    await page.close();
  });
});
