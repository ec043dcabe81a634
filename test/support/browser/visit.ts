import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 AA with all that it builds on, and what axe holds to be good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The browser writes it for every answer from 400 on, which the page may well be meant to get. */
const OF_STATUS = /^Failed to load resource: the server responded with a status of [45]\d\d/;

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** Somebody at the page, with a record of what a browser tells only those who look for it. */
export class Visit {
  /** The addresses of all requests, as they were sent. */
  readonly addresses: string[] = [];
  private readonly faults: string[] = [];

  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.on('request', (request) => this.note(request));
    page.on('pageerror', (error) => this.faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      const { type, text } = { type: message.type(), text: message.text() };
      if ((type === 'error' || type === 'warning') && !OF_STATUS.test(text)) this.faults.push(`${type}: ${text}`);
    });
  }

  /** What went wrong so far without anybody seeing it: errors, refusals by the policy, requests to others; then forgotten. */
  takeFaults(): string[] {
    return this.faults.splice(0);
  }

  /** What axe finds wrong, in short. */
  async violations(): Promise<string[]> {
    // Evaluated by the debugger, as the policy of the page refuses scripts from elsewhere.
    if (!(await this.page.evaluate<boolean>('Boolean(window.axe)'))) await this.page.evaluate(`${AXE};0`);
    const options = JSON.stringify({ runOnly: { type: 'tag', values: RULES }, resultTypes: ['violations'] });
    const { violations } = await this.page.evaluate<{ violations: AxeViolation[] }>(`axe.run(document, ${options})`);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    );
  }

  /** What the browser keeps for later visits, in one text. */
  async kept(): Promise<string> {
    const { cookies, origins } = await this.page.context().storageState();
    const session = await this.page.evaluate<string>('JSON.stringify({ ...sessionStorage })');
    return JSON.stringify({ cookies, origins, session });
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }

  private note(request: Request): void {
    const url = request.url();
    this.addresses.push(url);
    // Data of the page itself never leaves the browser.
    if (!url.startsWith(`${this.origin}/`) && !/^(?:blob|data):/.test(url)) this.faults.push(`asked elsewhere: ${url}`);
  }
}
