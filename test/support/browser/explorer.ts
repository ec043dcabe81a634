import type { Locator, Page, Route } from 'playwright-core';

/** Cashiers and tellers, whose gap the sample has. */
export const GAP = '/?from=41-2011.00&to=43-3071.00';
export const GAP_TITLE = 'Cashiers → Tellers';
/** Waits this long for what is to be seen. */
export const SOON = { timeout: 10_000 };

/** The heading of an answer. */
export function answer(page: Page, title = GAP_TITLE): Locator {
  return page.getByRole('heading', { name: title, exact: true });
}

/** What is in the way of an answer. */
export function failure(page: Page, title: string): Locator {
  return page.getByRole('heading', { name: title, exact: true });
}

export function field(page: Page, label: string): Locator {
  return page.getByRole('combobox', { name: label, exact: true });
}

/** Finds an occupation as somebody without a mouse does: types, faster than anybody can, goes down the list, takes it. */
export async function choose(page: Page, label: string, text: string, title: string): Promise<void> {
  await field(page, label).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
  const options = page.getByRole('option');
  await options.filter({ hasText: title }).first().waitFor(SOON);
  const place = (await options.allTextContents()).findIndex((option) => option.startsWith(title));
  for (let i = 0; i <= place; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Presses Tab until the place that has the focus is found. */
export async function tabTo(page: Page, place: Locator): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    if (await place.evaluate(hasFocus)) return;
  }
  throw new Error(`The Tab key does not lead to ${place.toString()}`);
}

/** Runs in the browser. */
function hasFocus(element: { readonly ownerDocument: { readonly activeElement: unknown } }): boolean {
  return element === element.ownerDocument.activeElement;
}

/** Answers in the place of the service, as it does in states that cannot be had at will. */
export function problem(
  status: number,
  code: string,
  detail: string,
  { headers = {}, members = {} }: { headers?: Record<string, string>; members?: object } = {},
) {
  return (route: Route): Promise<void> =>
    route.fulfill({
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
      body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail, ...members }),
    });
}

/** The pages of a PDF document. */
export function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
