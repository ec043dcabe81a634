/** Whether one word becomes the other by one letter inserted, deleted or replaced, or by two neighbours swapped. */
export function isOneEditAway(a: string, b: string): boolean {
  const shorter = a.length <= b.length ? a : b;
  const longer = a.length <= b.length ? b : a;
  if (longer.length - shorter.length > 1 || a === b) return false;
  let start = 0;
  while (start < shorter.length && shorter.charCodeAt(start) === longer.charCodeAt(start)) start++;
  if (longer.length > shorter.length) return endsAlike(shorter, start, longer, start + 1);
  if (endsAlike(shorter, start + 1, longer, start + 1)) return true;
  const isSwapped = shorter[start] === longer[start + 1] && shorter[start + 1] === longer[start];
  return isSwapped && endsAlike(shorter, start + 2, longer, start + 2);
}

/** Whether two words go on in the same way from these places. */
function endsAlike(a: string, fromA: number, b: string, fromB: number): boolean {
  if (a.length - fromA !== b.length - fromB) return false;
  for (let i = fromA; i < a.length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i + fromB - fromA)) return false;
  }
  return true;
}
