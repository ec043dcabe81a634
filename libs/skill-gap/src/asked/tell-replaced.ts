import type { ReplacedCodes } from '@app/http';
import { asciiJson } from '../json/ascii-json';

/** The members of answers that name the two occupations. */
const SIDES = { from: ['from', 'from_occupation'], to: ['to', 'to_occupation'] } as const;

/**
 * Says in an answer which retired code an occupation has taken the place of, as `replaces` of the member that names it. Hardly
 * any request asks for one, so that answers are written without it and read again where one does.
 */
export function tellReplaced<Answer extends object>(answer: Answer, replaced: ReplacedCodes): Answer {
  const members = { ...answer } as Record<string, unknown>;
  for (const side of ['from', 'to'] as const) {
    const replaces = replaced[side];
    const name = SIDES[side].find((each) => each in members);
    if (replaces !== null && name) members[name] = { ...(members[name] as object), replaces };
  }
  return members as Answer;
}

/** The same in an answer as it is sent, in ASCII. */
export function tellReplacedIn(json: string, replaced: ReplacedCodes): string {
  if (replaced.from === null && replaced.to === null) return json;
  return asciiJson(tellReplaced(JSON.parse(json) as object, replaced));
}
