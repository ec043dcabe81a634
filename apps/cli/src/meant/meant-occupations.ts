import { stdin, stderr } from 'node:process';
import { createInterface } from 'node:readline/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { AskedOccupations, askedByAny, TitleAmbiguousError, type NamedCandidate } from '@app/occupations';
import { AskedPairs, type MeantPair } from '@app/skill-gap';
import { terminalText, type OnetSocCode } from '@app/onet';
import { PinnedReleases } from '@app/releases';

/** Two occupations as they were typed: codes of any kind, or titles. */
export interface TypedPair {
  readonly from: string;
  readonly to: string;
  readonly release: string | null;
}

/**
 * The two occupations that are meant. Of several with one title somebody at a terminal may choose; a script gets the error.
 * @throws as AskedPairs.meant
 */
export async function meantPair(app: INestApplicationContext, typed: TypedPair): Promise<MeantPair> {
  const pairs = app.get(AskedPairs);
  for (let chosen = typed; ;) {
    const asked = { from: askedByAny(chosen.from), to: askedByAny(chosen.to), from_title: null, to_title: null };
    try {
      return await pairs.meant({ ...asked, release: chosen.release });
    } catch (error) {
      const code = await chosenFor(error, ({ parameter }) => (parameter === 'from' ? chosen.from : chosen.to));
      chosen = { ...chosen, [code.parameter]: code.code };
    }
  }
}

/**
 * The occupation that is meant, as it is asked for: a retired code is still to be led on.
 * @throws as AskedOccupations.meant
 */
export async function meantOccupation(
  app: INestApplicationContext,
  typed: string,
  release: string | null,
): Promise<OnetSocCode> {
  const view = await app.get(PinnedReleases).choose(release);
  try {
    const { code, replaces } = app.get(AskedOccupations).meant(askedByAny(typed), view, 'occupation');
    return replaces ?? code;
  } catch (error) {
    return (await chosenFor(error, () => typed)).code;
  }
}

/**
 * What somebody at a terminal chooses where a title means several occupations.
 * @throws the error itself where it is another one, nobody is there, or nothing is chosen
 */
async function chosenFor(
  error: unknown,
  typedFor: (error: TitleAmbiguousError) => string,
): Promise<{ readonly parameter: string; readonly code: OnetSocCode }> {
  if (!(error instanceof TitleAmbiguousError) || !stdin.isTTY || !stderr.isTTY) throw error;
  const code = await choose(typedFor(error), error.candidates);
  if (code === null) throw error;
  return { parameter: error.parameter, code };
}

/** A numbered choice, on the terminal itself as the answer may go into a file; null where nothing of it is chosen. */
async function choose(text: string, candidates: readonly NamedCandidate[]): Promise<string | null> {
  stderr.write(`${terminalText(text)} may mean:\n`);
  for (const [i, candidate] of candidates.entries()) stderr.write(`${describeCandidate(candidate, i + 1)}\n`);
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await terminal.question(`Which one? 1 to ${candidates.length}, nothing to give up: `);
    return candidates[Number(answer.trim()) - 1]?.code ?? null;
  } finally {
    terminal.close();
  }
}

function describeCandidate({ code, title, rated }: NamedCandidate, number: number): string {
  return `${String(number).padStart(3)}  ${code}  ${title}${rated ? '' : ' (not rated)'}`;
}
