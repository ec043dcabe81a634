import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { atTheEnd } from '../service/scratch';
import { findBrowser } from './find-browser';
import { Visit } from './visit';

/** Quiet: a browser that looks for updates or asks its maker anything would be taken for the page. */
const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

/** Describes what needs a browser; where there is none it is left out, which the start of the tests has said loudly. */
export const describeInBrowser = findBrowser() === undefined ? describe.skip : describe;

/** One browser for all tests of a file; each visit is somebody else's, with nothing kept from those before. */
export class TestBrowser {
  private constructor(private readonly browser: Browser) {}

  static async open(): Promise<TestBrowser> {
    const executablePath = findBrowser();
    if (!executablePath) throw new Error('There is no browser here');
    const browser = await chromium.launch({ executablePath, args: ARGS, headless: true });
    atTheEnd(() => browser.close());
    return new TestBrowser(browser);
  }

  /** @param origin of the service; what is asked elsewhere is a fault */
  async visit(origin: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(10_000);
    const visit = new Visit(await context.newPage(), origin);
    return visit;
  }
}
