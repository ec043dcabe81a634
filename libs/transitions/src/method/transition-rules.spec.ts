import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOVES_DEFAULTS, PATHS_DEFAULTS } from '../sides/defaults';
import { COVERED } from '../unlocks/count-unlocks';
import { NEAR_PERCENTILE } from '../unlocks/unlocks.service';

const TEXT = readFileSync(join(__dirname, '../../../../docs/method.md'), 'utf8').replace(/\s+/g, ' ');

it('docs/method.md has the thresholds of the program', () => {
  expect(TEXT).toContain(`whose needs of skills the source covers to ${MOVES_DEFAULTS.coverage / 10} %`);
  expect(MOVES_DEFAULTS.zoneStep).toBe(1);
  expect(TEXT).toContain('and whose job zone is at most one away.');
  expect(TEXT).toContain(`of which ${COVERED / 10} % are covered then`);
  expect(TEXT).toContain(`those in the ${NEAR_PERCENTILE}th percentile of similarity`);
  expect(TEXT).toContain(`are in the ${PATHS_DEFAULTS.percentile}th percentile of similarity (`);
  expect(PATHS_DEFAULTS.zoneUp).toBe(1);
  expect(TEXT).toContain('no step goes up by more than one job zone (');
});
