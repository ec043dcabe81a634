/** The id of an element of O*NET's content model, such as `2.B.3.a` or `4.A.2.a.4.I09.D03`: a path of numbers and letters. */
export type ElementId = string;

const ELEMENT_ID = /^\d{1,2}(\.(\d{1,3}|[A-Z]\d{0,3}|[a-z]{1,2}))*$/;

/** True if the text has the form of an element id; whether the element exists only the release can say. */
export function isElementId(text: string): boolean {
  return ELEMENT_ID.test(text);
}

/**
 * Orders element ids as the content model does: part by part, numbers by value (`4.B.2.9` before `4.B.2.10`), letters
 * as in a spreadsheet's columns (`1.B.3.z` before `1.B.3.aa`).
 */
export function compareElementIds(a: ElementId, b: ElementId): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = comparePart(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function comparePart(a: string, b: string): number {
  const byLength = a.length - b.length;
  if (byLength !== 0) return byLength;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
