/**
 * Whether colour codes may go there: to terminals only, unless FORCE_COLOR or NO_COLOR say otherwise. As in Node itself,
 * FORCE_COLOR wins where both are set.
 */
export function takesColours(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: terminal } = environment;
  if (forced !== undefined) return !['0', 'false'].includes(forced);
  return Boolean(stream.isTTY) && !refused && terminal !== 'dumb';
}
