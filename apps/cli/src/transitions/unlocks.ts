import type { UnlocksDto } from '@app/transitions';
import { csv } from '../csv';
import { table } from '../output';
import { describeOccupation } from '../words';

const POOLS: Readonly<Record<string, string>> = {
  all: 'rated occupations',
  near: 'occupations that are similar and one job zone away at most',
};

export function describeUnlocks({ release, occupation, pool, unlocks }: UnlocksDto): string {
  const heading = `What one level more would open to ${describeOccupation(occupation)} (release ${release})`;
  const covered = `Of ${pool.size} ${POOLS[pool.kind]} ${pool.covered} are covered to nine tenths already.`;
  const opening = unlocks.filter(({ gain }) => gain > 0);
  if (opening.length === 0) return `${heading}\n${covered}\nNo single skill opens another one.`;
  const rows = opening.map(({ rank, element_id: id, name, from_level: level, gain }) => {
    return [rank, id, name, level.toFixed(2), Math.min(7, level + 1).toFixed(2), `+${gain}`];
  });
  return `${heading}\n${covered}\n${table(['Rank', 'Element', 'Skill', 'Has', 'With', 'Opens'], rows)}`;
}

export function unlocksCsv({ release, occupation, pool, unlocks }: UnlocksDto): string {
  const head = ['release', 'occupation', 'pool', 'rank', 'element_id', 'name', 'from_level', 'gain'];
  const rows = unlocks.map(({ rank, element_id: id, name, from_level: level, gain }) => [
    ...[release, occupation.code, pool.kind, rank, id, name, level, gain],
  ]);
  return csv(head, rows);
}
