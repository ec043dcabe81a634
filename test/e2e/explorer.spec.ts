import type { Page } from 'playwright-core';
import { describeInBrowser, TestBrowser } from '../support/browser/browser';
import { answer, choose, failure, field, GAP, GAP_TITLE, pagesOf, SOON, tabTo } from '../support/browser/explorer';
import type { Visit } from '../support/browser/visit';
import { testServers } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

const [server] = testServers();
const GAPS = '**/api/v1/gap-analysis?**';

let service: Service;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: await freshDatabase(server!) });
});

/** What the service wrote after its banner, which shows the keys. */
function log(): string {
  return service.output.split('Try it:')[1]?.split('\n').slice(3).join('\n') ?? '';
}

it('the banner leads to the explorer with the key, which no log line holds', async () => {
  expect(service.output).toContain(`  Explorer       ${service.url}/#key=${service.apiKey}\n`);
  await service.get('/?from=41-2011.00', { 'x-api-key': '' });
  expect(log()).not.toContain(service.apiKey);
});

it('its files are open to everybody, are counted nowhere, and bring their policy along', async () => {
  const { status, headers, text } = await service.get('/', { 'x-api-key': '' });
  expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
  expect(headers.get('ratelimit-limit')).toBeNull();
  expect(headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
  const assets = [...text.matchAll(/(?:src|href)="(?:\.?\/)?(assets\/[^"]+)"/g)].map(([, path]) => path);
  expect(assets.length).toBeGreaterThan(1);
  for (const path of assets) {
    const file = await service.get(`/${path}`, { 'x-api-key': '', 'accept-encoding': 'br' });
    expect({ path, status: file.status, kept: file.headers.get('cache-control') }).toEqual({
      ...{ path, status: 200, kept: 'public, max-age=31536000, immutable' },
    });
  }
  const { text: metrics } = await service.get('/metrics');
  expect(metrics).toContain('route="/assets/*",status="200"');
  expect(metrics).not.toContain('route="/assets/index');
});

describeInBrowser('the explorer', () => {
  let browser: TestBrowser;
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  beforeEach(async () => {
    visit = await browser.visit(service.url);
    ({ page } = visit);
  });
  afterEach(async () => {
    // Whatever a test was about: no error, nothing that the policy refused, nobody else asked.
    const faults = visit.takeFaults();
    await visit.leave();
    expect(faults).toEqual([]);
  });

  /** Opens an address with the key behind it, as the banner has it. */
  async function enter(path = '/', key = service.apiKey): Promise<void> {
    await page.goto(`${service.url}${path}#key=${key}`);
  }

  it('takes the key out of the address at once, and keeps it for the tab alone', async () => {
    await enter(GAP);
    await answer(page).waitFor(SOON);
    expect(page.url()).toBe(service.url + GAP);
    expect(visit.addresses.filter((address) => address.includes(service.apiKey.slice(5)))).toEqual([]);
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, document.cookie])')).toBe('[{},""]');
    await page.reload();
    await answer(page).waitFor(SOON);
    const other = await browser.visit(service.url);
    await other.page.goto(service.url + GAP);
    await other.page.getByLabel('API key').waitFor(SOON);
    await other.leave();
    expect(log()).not.toContain(service.apiKey);
  });

  it.each([
    ['a wrong key', () => 'read_000000000000000000000000', /does not know this key/],
    ['the key of an administrator', () => service.adminApiKey, /This is an admin key/],
  ])('refuses %s before it uses it, says why, and takes a right one then', async (_what, key, said) => {
    await enter(GAP, key());
    await page.getByRole('alert').filter({ hasText: said }).waitFor(SOON);
    expect(page.url()).toBe(service.url + GAP);
    expect(await visit.kept()).not.toContain(key());
    expect(visit.addresses.filter((address) => address.includes('/gap-analysis'))).toEqual([]);
    await page.getByLabel('API key').fill(service.apiKey);
    await page.keyboard.press('Enter');
    await answer(page).waitFor(SOON);
    await page.getByRole('button', { name: 'Forget the key' }).click();
    await page.getByLabel('API key').waitFor(SOON);
    expect(await visit.kept()).not.toContain(service.apiKey);
  });

  it('finds both occupations by keyboard alone, and answers', async () => {
    await enter();
    await field(page, 'From').waitFor(SOON);
    await tabTo(page, field(page, 'From'));
    await choose(page, 'From', 'cashi', 'Cashiers');
    await tabTo(page, field(page, 'To'));
    await choose(page, 'To', 'telle', 'Tellers');
    await answer(page).waitFor(SOON);
    expect(new URL(page.url()).search).toBe('?from=41-2011.00&to=43-3071.00');
    expect(await page.title()).toBe(GAP_TITLE);
  });

  it('shows no answer but that to the last question, however late another one comes', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(GAPS, async (route) => {
      if (route.request().url().includes('to=43-3071')) await held;
      // The page may have given the question up by then.
      await route.continue().catch(() => undefined);
    });
    await enter(GAP);
    await page.getByRole('main').getByText('Comparing …').waitFor(SOON);
    await eventually('both titles are known', async () => (await page.title()) === GAP_TITLE);
    await choose(page, 'To', 'waiters', 'Waiters and Waitresses');
    await answer(page, 'Cashiers → Waiters and Waitresses').waitFor(SOON);
    release();
    await page.waitForTimeout(500);
    expect(await answer(page).count()).toBe(0);
    expect(await answer(page, 'Cashiers → Waiters and Waitresses').count()).toBe(1);
  });

  it('tells readers what it waits for and then the answer, in a region that was there before', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(GAPS, async (route) => {
      await held;
      await route.continue();
    });
    await enter(GAP);
    const region = page.getByRole('status').first();
    await region.getByText('Comparing …').waitFor(SOON);
    await region.evaluate((element: { title: string }) => (element.title = 'there before'));
    release();
    await answer(page).waitFor(SOON);
    const sentence = (await page.locator('.sentence').textContent()) ?? 'none';
    await page.getByTitle('there before').getByText(sentence).waitFor(SOON);
  });

  it('takes an answer off the page as soon as another one is asked for', async () => {
    await enter(GAP);
    await answer(page).waitFor(SOON);
    await page.route(GAPS, () => undefined);
    await choose(page, 'To', 'waiters', 'Waiters and Waitresses');
    await page.getByRole('main').getByText('Comparing …').waitFor(SOON);
    expect(await answer(page).count()).toBe(0);
  });

  it('is led by its address: back, forward, reload, and the same for who gets the link', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await enter(GAP);
    await answer(page).waitFor(SOON);
    await page.getByRole('button', { name: 'Swap from and to' }).click();
    await answer(page, 'Tellers → Cashiers').waitFor(SOON);
    await page.getByRole('tab', { name: /^Knowledge/ }).click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('link', { exact: false }).filter({ hasText: 'copied' }).first().waitFor(SOON);
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(link).toBe(`${service.url}/?from=43-3071.00&to=41-2011.00&domain=knowledge`);
    await page.goBack();
    await answer(page).waitFor(SOON);
    await page.goForward();
    await answer(page, 'Tellers → Cashiers').waitFor(SOON);
    await page.reload();
    await answer(page, 'Tellers → Cashiers').waitFor(SOON);
    const other = await browser.visit(service.url);
    await other.page.goto(`${link}#key=${service.apiKey}`);
    await answer(other.page, 'Tellers → Cashiers').waitFor(SOON);
    expect(await other.page.getByRole('tab', { name: /^Knowledge/ }).getAttribute('aria-selected')).toBe('true');
    expect(other.takeFaults()).toEqual([]);
    await other.leave();
  });

  it('goes onto one or two sheets of paper, with the answer and without what only works on a screen', async () => {
    await enter(GAP);
    await answer(page).waitFor(SOON);
    await page.emulateMedia({ media: 'print' });
    expect(await answer(page).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    const pages = pagesOf(await page.pdf({ format: 'A4' }));
    expect([1, 2]).toContain(pages);
  });

  it('has a map that the keyboard goes along, from which one gets to the gap', async () => {
    await enter('/?from=41-2011.00&view=elsewhere');
    const marks = page.getByRole('group', { name: /^Map/ }).getByRole('link');
    await marks.first().waitFor(SOON);
    await tabTo(page, marks.first());
    const name = (await marks.first().getAttribute('aria-label')) ?? '';
    expect(await page.locator('.pointed').textContent()).toBe(name);
    await page.keyboard.press('Enter');
    await answer(page, `Cashiers → ${name.split(':')[0] ?? ''}`).waitFor(SOON);
  });

  it('keeps what somebody tells of themselves to the page: no address, no log, no later visit has it', async () => {
    await enter('/?to=43-3071.00&view=profile');
    await choose(page, 'Add a past job', 'cashi', 'Cashiers');
    await answer(page, 'Your profile → Tellers').waitFor(SOON);
    await page.getByRole('radio', { name: /^5/ }).first().check();
    await page.getByRole('button', { name: 'Answer, and go on' }).click();
    await page.getByText('1 answer so far.', { exact: false }).waitFor(SOON);
    await answer(page, 'Your profile → Tellers').waitFor(SOON);
    const telling = visit.addresses.filter((address) => /41-2011|cashi|2\.[AB]\.\d/i.test(address));
    expect(telling).toEqual([]);
    expect(page.url()).toBe(`${service.url}/?to=43-3071.00&view=profile`);
    expect(await visit.kept()).not.toMatch(/41-2011|Cashiers/);
    await page.reload();
    await page.getByText('Add at least one past job to be compared.').waitFor(SOON);
    expect(log()).not.toMatch(/41-2011|Cashiers|cashi|2\.[AB]\.\d/);
    expect(log()).toContain('POST /api/v1/gap-analysis 200');
  });

  it('keeps a profile in the browser only for who wants that, until they want it forgotten', async () => {
    await enter('/?to=43-3071.00&view=profile');
    await choose(page, 'Add a past job', 'cashi', 'Cashiers');
    await page.getByRole('checkbox', { name: /^Keep it in this browser/ }).check();
    await page.reload();
    await answer(page, 'Your profile → Tellers').waitFor(SOON);
    await page.getByRole('button', { name: 'Forget it all' }).click();
    expect(await visit.kept()).not.toContain('41-2011');
  });

  it('says that the service cannot be reached, and asks again when it can', async () => {
    await enter(GAP);
    await answer(page).waitFor(SOON);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Swap from and to' }).click();
    await failure(page, 'The service cannot be reached').waitFor(SOON);
    visit.takeFaults();
    await page.context().setOffline(false);
    await answer(page, 'Tellers → Cashiers').waitFor(SOON);
  });
});
