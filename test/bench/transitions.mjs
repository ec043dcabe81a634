import { nodeFlags, printed, start } from './processes.mjs';
import { figureRow, TABLE_HEAD } from './statistics.mjs';

const MILLISECONDS = [
  ['similar', 'ranking all occupations by similarity'],
  ['moves', 'the same within limits of coverage and job zone (`/moves`)'],
  ['feeders', 'the same the other way (`/feeders`)'],
  ['unlocks', 'what each skill would open, of all occupations (`/unlocks`)'],
  ['paths', 'paths with up to two stops (`/paths`), both ends compared with all'],
  ['freePaths', 'the same without rules'],
];

/** What rankings and paths take between random occupations, without HTTP; and what paths have to be prepared with. */
export async function benchTransitions(databaseUrl) {
  const flags = ['--expose-gc', ...nodeFlags('cli')];
  const child = start('test/bench/transitions-process.cjs', flags, [], { DATABASE_URL: databaseUrl });
  const [, text] = await printed(child, /^figures (.+)$/m);
  const figures = JSON.parse(text);
  return [
    ...TABLE_HEAD,
    ...MILLISECONDS.map(([name, label]) => figureRow(label, figures[name], 'ms', 3)),
    figureRow('making both matrices, processor time', figures.matrices, 'ms', 0),
    figureRow('the longest time that nothing else ran meanwhile', figures.stretches, 'ms', 1),
    figureRow('what the matrices hold', [figures.bytes / 2 ** 20], 'MiB', 1),
    figureRow('20 × 10 cells of a cohort and a plan', figures.smallCohort, 'ms', 1),
    figureRow('200 × 200 of them', figures.largeCohort, 'ms', 0),
  ];
}
