import { join } from 'node:path';
import { measure, nodeFlags, printed, start } from './processes.mjs';

/**
 * Holds what was said from one release against a later one: estimates of occupations that were rated meanwhile, and
 * whether skills of occupations that were rated again changed by more than their errors.
 */
export async function benchValidity(earlierSource, laterSource, folder) {
  const environment = { DATABASE_URL: `sqlite:${join(folder, 'validity.sqlite')}`, RELEASES_KEPT: '2' };
  for (const source of [earlierSource, laterSource]) {
    // The later one may come without files that the earlier one has.
    const args = ['refresh', '--source', source, '--accept-shrink'];
    await measure('apps/launch/cli.mjs', nodeFlags('cli'), args, environment);
  }
  const child = start('test/bench/validity-process.cjs', nodeFlags('cli'), [], environment);
  const [, figures] = await printed(child, /^figures (.+)$/m);
  return report(JSON.parse(figures));
}

function report({ from, to, estimates, rerated }) {
  const share = ((100 * rerated.calledReal) / rerated.levels).toFixed(1);
  return [
    `| levels of skills, ${from} against ${to} | figure | lowest | highest |`,
    '|---|---|---|---|',
    `| occupations estimated in ${from} and rated in ${to} | ${estimates.occupations} | | |`,
    `| their levels | ${estimates.levels} | | |`,
    `| mean absolute error; by occupation | ${estimates.mean.toFixed(3)} | ${estimates.lowest.toFixed(2)} | ${estimates.highest.toFixed(2)} |`,
    `| occupations rated again in ${to} | ${rerated.occupations} | | |`,
    `| their levels | ${rerated.levels} | | |`,
    `| of these, differences as large as the verdict calls real | ${rerated.calledReal} (${share} %) | | |`,
    `| of these, with a standard error of 0 on a side | ${rerated.withoutError} | | |`,
  ];
}
