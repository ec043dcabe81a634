import { Option, type Command } from 'commander';
import type { INestApplicationContext } from '@nestjs/common';
import { checked } from '@app/http';
import { normaliseOnetSocCode } from '@app/onet';
import {
  COHORT_BODY,
  cohortTable,
  CohortsService,
  MOST_ZONES,
  TEXT_FORMATS,
  textBlocks,
  toCohort,
  type CohortRequest,
} from '@app/transitions';
import { meantOccupation } from '../meant/meant-occupations';
import { print, writeBlocks, type OutputOptions } from '../output';
import { describeCohort } from '../transitions/cohort-text';
import { readCohort, type CohortLine } from '../transitions/read-cohort';
import { withRelease } from '../with-app';
import { integerBetween, toThousandths } from './number-options';

const FORMATS = ['table', 'json', ...TEXT_FORMATS] as const;

interface CohortOptions extends OutputOptions {
  readonly format?: (typeof FORMATS)[number];
  readonly minCoverage: number;
  readonly maxZoneStep: number;
  readonly estimates: 'on' | 'off';
  readonly release?: string;
}

export function addCohortCommand(program: Command): void {
  const command = program.command('cohort');
  command
    .description('compare people of many occupations with many targets, and find places for them')
    .argument('<file>', 'CSV file with the columns side (origin or target), occupation and people')
    .option('--min-coverage <share>', 'share of the needs that has to be covered (default: 0)', toThousandths, 0)
    .option(
      '--max-zone-step <zones>',
      `job zones apart at most; ${MOST_ZONES} is no limit`,
      integerBetween(0, MOST_ZONES),
      MOST_ZONES,
    )
    .addOption(
      new Option('--estimates <on|off>', 'whether occupations that O*NET has not rated take part by estimates')
        .choices(['on', 'off'])
        .default('off'),
    )
    .option('--release <name>', 'release to answer from (default: the current one)')
    .addOption(
      new Option('--format <format>', 'csv and ndjson: a row for each origin and target (default: table)').choices(
        FORMATS,
      ),
    )
    .option('--json', 'short for --format json: as the HTTP endpoint gives it')
    .action(async (file: string, options: CohortOptions) => {
      const format = options.json ? 'json' : (options.format ?? 'table');
      if (options.format && format !== options.format) {
        command.error(`error: --json and --format ${options.format} exclude each other`, { exitCode: 2 });
      }
      const lines = await readCohort(file);
      await withRelease(async (app) => {
        const planned = await app.get(CohortsService).plan(await requestFor(app, lines, options));
        if (format === 'csv' || format === 'ndjson') return writeBlocks(textBlocks(cohortTable(planned), format));
        const answer = await toCohort(planned);
        print({ json: format === 'json' }, answer, () => describeCohort(answer));
      });
    });
}

async function requestFor(
  app: INestApplicationContext,
  lines: readonly CohortLine[],
  { minCoverage, maxZoneStep, estimates, ...options }: CohortOptions,
): Promise<CohortRequest> {
  const { release = null } = options;
  const [origins, targets]: [object[], object[]] = [[], []];
  for (const { side, occupation, people } of lines) {
    // A code may also be that of a group, which no title is.
    const code = normaliseOnetSocCode(occupation) ?? (await meantOccupation(app, occupation, release));
    if (side === 'origin') origins.push({ code, people });
    else targets.push({ code, capacity: people });
  }
  const limits = { min_coverage: minCoverage / 1000, max_zone_step: maxZoneStep };
  return checked(COHORT_BODY, { origins, targets, ...limits, estimates, release });
}
