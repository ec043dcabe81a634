import type { Page } from 'playwright-core';
import { describeInBrowser, TestBrowser } from '../support/browser/browser';
import { answer, choose, failure, field, GAP, GAP_TITLE, problem, SOON } from '../support/browser/explorer';
import type { Visit } from '../support/browser/visit';
import { testServers } from '../support/databases/databases';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

const [server] = testServers();
const GAPS = '**/api/v1/gap-analysis?**';
const SCREENS = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

const ambiguous = problem(422, 'TITLE_AMBIGUOUS', 'from_title is a title of two occupations.', {
  members: {
    parameter: 'from_title',
    coverage: { lowest: 0.62, highest: 0.81 },
    candidates: [
      { code: '29-1141.00', title: 'Registered Nurses', rated: true, coverage: { lowest: 0.81, highest: 0.81 } },
      { code: '29-1141.01', title: 'Acute Care Nurses', rated: true, coverage: { lowest: 0.62, highest: 0.62 } },
    ],
  },
});

/** What may be seen, how one gets there, and by what it is known. */
interface State {
  readonly what: string;
  readonly at: string;
  /** Before the page is opened. */
  readonly before?: (page: Page) => Promise<unknown>;
  readonly reach: (page: Page) => Promise<unknown>;
}

const STATES: readonly State[] = [
  {
    what: 'nothing chosen yet',
    at: '/',
    reach: (page) => page.getByRole('heading', { name: 'For example' }).waitFor(SOON),
  },
  {
    what: 'one side missing',
    at: '/?from=41-2011.00',
    reach: (page) => page.getByText('Now choose where to go.').waitFor(SOON),
  },
  {
    what: 'an open list of suggestions',
    at: '/?to=43-3071.00',
    reach: async (page) => {
      await field(page, 'From').focus();
      await page.keyboard.type('nurse');
      await page.getByRole('option').first().waitFor(SOON);
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    what: 'a list without a suggestion',
    at: '/',
    reach: async (page) => {
      await field(page, 'From').focus();
      await page.keyboard.type('qqqqq');
      await page.locator('.field-status').filter({ hasText: 'No occupation is like “qqqqq”' }).waitFor(SOON);
    },
  },
  {
    what: 'an answer under way',
    at: GAP,
    before: (page) => page.route(GAPS, () => undefined),
    reach: (page) => page.getByRole('main').getByText('Comparing …').waitFor(SOON),
  },
  {
    what: 'a gap with all that is folded',
    at: GAP,
    reach: async (page) => {
      await answer(page).waitFor(SOON);
      await page.evaluate('document.querySelectorAll("main details").forEach((each) => (each.open = true))');
    },
  },
  {
    what: 'no gap at all',
    at: '/?from=41-2011.00&to=41-2011.00',
    reach: (page) =>
      page.getByRole('main').getByText('Both are the same occupation: nothing is missing.').waitFor(SOON),
  },
  {
    what: 'estimated sides',
    at: '/?from=15-1252.00&to=15-2051.00',
    reach: (page) => page.getByText('Estimated: O*NET has not rated Data Scientists', { exact: false }).waitFor(SOON),
  },
  {
    what: 'an occupation that is never rated',
    at: '/?from=15-1299&to=11-1011',
    reach: (page) => failure(page, 'O*NET has not rated this occupation').waitFor(SOON),
  },
  {
    what: 'a retired code with several successors',
    at: '/?from=15-1132&to=11-1011',
    reach: (page) => page.getByRole('button', { name: /^Software Developers/ }).waitFor(SOON),
  },
  {
    what: 'a title that means several',
    at: '/?from_title=nurse&to=43-3071.00',
    before: (page) => page.route(GAPS, ambiguous),
    reach: (page) => page.getByRole('button', { name: /^Acute Care Nurses/ }).waitFor(SOON),
  },
  {
    what: 'a title that nobody has',
    at: '/?from_title=qqqqq&to=11-1011',
    reach: (page) => failure(page, 'No occupation has this title').waitFor(SOON),
  },
  {
    what: 'a service that is away',
    at: GAP,
    before: (page) => page.route(GAPS, (route) => route.abort('connectionrefused')),
    reach: (page) => failure(page, 'The service cannot be reached').waitFor(SOON),
  },
  {
    what: 'a key that has ended (401)',
    at: GAP,
    before: (page) =>
      page.route(GAPS, problem(401, 'INVALID_API_KEY', 'The API key "hr" was revoked at 2026-11-28T00:00:00.000Z.')),
    reach: (page) => page.getByText('The key is no longer accepted', { exact: false }).waitFor(SOON),
  },
  {
    what: 'too many requests (429)',
    at: GAP,
    before: (page) =>
      page.route(
        GAPS,
        problem(429, 'RATE_LIMITED', 'This API key has used up …', { headers: { 'retry-after': '42' } }),
      ),
    reach: (page) => page.getByText(/Asks again by itself in 4\d seconds/).waitFor(SOON),
  },
  {
    what: 'a key that cannot be checked (503)',
    at: GAP,
    before: (page) => page.route('**/api/v1/access', problem(503, 'DATABASE_UNREACHABLE', 'Cannot use the database.')),
    reach: (page) => page.getByText('Cannot use the database.').waitFor(SOON),
  },
  {
    what: 'no release to answer from (503)',
    at: GAP,
    before: (page) => page.route(GAPS, problem(503, 'NO_RELEASE_PUBLISHED', 'No O*NET release is loaded.')),
    reach: (page) => page.getByText('No O*NET release is loaded.').waitFor(SOON),
  },
  {
    what: 'a fault of the service (500)',
    at: GAP,
    before: (page) => page.route(GAPS, problem(500, 'INTERNAL_ERROR', 'This is a fault of the service.')),
    reach: (page) => page.getByRole('button', { name: 'Try again' }).waitFor(SOON),
  },
  {
    what: 'where else to go',
    at: `${GAP}&view=elsewhere`,
    reach: async (page) => {
      await page.getByRole('table').first().waitFor(SOON);
      await page.getByRole('heading', { name: 'Over one occupation' }).waitFor(SOON);
    },
  },
  {
    what: 'a profile, a question and its answer',
    at: '/?to=43-3071.00&view=profile',
    reach: async (page) => {
      await choose(page, 'Add a past job', 'cashi', 'Cashiers');
      await page.getByRole('radio', { name: /^5/ }).first().waitFor(SOON);
      await answer(page, 'Your profile → Tellers').waitFor(SOON);
    },
  },
];

describeInBrowser('the explorer shows', () => {
  let service: Service;
  let browser: TestBrowser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([
      freshDatabase(server!).then((url) => startService({ DATABASE_URL: url })),
      TestBrowser.open(),
    ]);
  });

  /** On phones and desks, in light and dark, without loading the page anew. */
  async function look(visit: Visit): Promise<string[]> {
    const found: string[] = [];
    for (const screen of SCREENS) {
      await visit.page.setViewportSize(screen);
      for (const colorScheme of ['light', 'dark'] as const) {
        await visit.page.emulateMedia({ colorScheme });
        const where = `${screen.width} px, ${colorScheme}: `;
        found.push(...(await visit.violations()).map((violation) => where + violation));
      }
      const wide = await visit.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (wide > 0) found.push(`${screen.width} px: ${wide} px too wide`);
    }
    return found;
  }

  it.each(STATES)('$what, fit for everybody', async ({ at, before, reach }) => {
    const visit = await browser.visit(service.url, { reducedMotion: 'reduce' });
    await before?.(visit.page);
    await visit.page.goto(`${service.url}${at}#key=${service.apiKey}`);
    await reach(visit.page);
    expect(await look(visit)).toEqual([]);
    expect(visit.takeFaults().filter((fault) => !fault.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
    await visit.leave();
  });

  it('what to do without a key and with a wrong one, fit for everybody', async () => {
    const visit = await browser.visit(service.url, { reducedMotion: 'reduce' });
    await visit.page.goto(service.url + GAP);
    await visit.page.getByLabel('API key').fill('read_000000000000000000000000');
    await visit.page.keyboard.press('Enter');
    await visit.page.getByText('The service does not know this key.', { exact: false }).waitFor(SOON);
    expect(await look(visit)).toEqual([]);
    expect(visit.takeFaults()).toEqual([]);
    await visit.leave();
  });

  it('the answer by itself when the time is over that the service named', async () => {
    const visit = await browser.visit(service.url);
    const tooMany = problem(429, 'RATE_LIMITED', 'This API key has used up …', { headers: { 'retry-after': '1' } });
    await visit.page.route(GAPS, tooMany, { times: 1 });
    await visit.page.goto(`${service.url}${GAP}#key=${service.apiKey}`);
    await failure(visit.page, 'Too many questions at once').waitFor(SOON);
    await answer(visit.page, GAP_TITLE).waitFor(SOON);
    expect(visit.takeFaults()).toEqual([]);
    await visit.leave();
  });

  it('the answer for the one that is meant, chosen where a title means several', async () => {
    const visit = await browser.visit(service.url);
    await visit.page.route(GAPS, ambiguous, { times: 1 });
    await visit.page.goto(`${service.url}/?from_title=nurse&to=43-3071.00#key=${service.apiKey}`);
    await visit.page.getByRole('button', { name: /^Acute Care Nurses/ }).click();
    await answer(visit.page, 'Acute Care Nurses → Tellers').waitFor(SOON);
    expect(new URL(visit.page.url()).search).toBe('?from=29-1141.01&to=43-3071.00');
    await visit.leave();
  });
});

describeInBrowser('where reading is open to everybody, the explorer', () => {
  it('asks for no key, and answers', async () => {
    const service = await startService({ DATABASE_URL: await freshDatabase(server!), PUBLIC_READ: 'on' });
    const browser = await TestBrowser.open();
    const visit = await browser.visit(service.url);
    await visit.page.goto(service.url + GAP);
    await answer(visit.page).waitFor(SOON);
    expect(await visit.page.getByRole('button', { name: 'Forget the key' }).count()).toBe(0);
    expect(visit.takeFaults()).toEqual([]);
    await visit.leave();
  });
});
