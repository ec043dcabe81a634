import { Option, type Command } from 'commander';
import type { INestApplicationContext } from '@nestjs/common';
import { tellReplaced } from '@app/skill-gap';
import {
  MOST_STOPS,
  MOST_ZONES,
  MovesService,
  PathsService,
  toFeeders,
  toMoves,
  toPaths,
  toSimilar,
  toUnlocks,
  TransitionSides,
  UnlocksService,
  zoneLimit,
  type Pool,
} from '@app/transitions';
import { meantOccupation, meantPair } from '../meant/meant-occupations';
import { print, printCsv } from '../output';
import { describePaths, pathsCsv } from '../transitions/paths';
import { describeRanking, rankingCsv, type Ranking } from '../transitions/rankings';
import { describeUnlocks, unlocksCsv } from '../transitions/unlocks';
import { withRelease } from '../with-app';
import { addFormatOptions, formatOf, formatProblem, type FormatOptions } from './answer-format';
import { integerBetween, toThousandths } from './number-options';

interface ScopeOptions extends FormatOptions {
  readonly estimates: 'on' | 'off';
  readonly release?: string;
}

interface RankingOptions extends ScopeOptions {
  readonly limit: number;
}

interface LimitedOptions extends RankingOptions {
  readonly minCoverage: number;
  readonly maxZoneStep: number;
}

interface PathOptions extends ScopeOptions {
  readonly maxStops: number;
  readonly minPercentile: number;
  readonly maxZoneUp: number;
  readonly corridor: boolean;
}

const OCCUPATION = 'O*NET-SOC code or title';

export function addTransitionCommands(program: Command): void {
  const similar = addRanking(program, 'similar', 'list the occupations that are most like one');
  answerBy(similar, printSimilar);
  const moves = addLimits(addRanking(program, 'moves', 'list the occupations that somebody in one could move to'));
  answerBy(moves, printMoves);
  const feeders = addLimits(addRanking(program, 'feeders', 'list the occupations that people for one could come from'));
  answerBy(feeders, printFeeders);
  const unlocks = program.command('unlocks').argument('<occupation>', OCCUPATION);
  unlocks
    .description('tell which skill, learnt one level further, would open most occupations')
    .addOption(new Option('--pool <pool>', 'occupations that are looked at').choices(['all', 'near']).default('all'));
  answerBy(addScope(unlocks), printUnlocks);
  answerBy(addScope(addPath(program)), printPaths);
}

function addRanking(program: Command, name: Ranking['name'], description: string): Command {
  const command = program.command(name).description(description).argument('<occupation>', OCCUPATION);
  return addScope(command.option('--limit <number>', 'how many to show', integerBetween(1, 100), 10));
}

function addLimits(command: Command): Command {
  return command
    .option('--min-coverage <share>', 'share of the needs that has to be covered (default: 0.8)', toThousandths, 800)
    .option(
      '--max-zone-step <zones>',
      `job zones apart at most; ${MOST_ZONES} is no limit`,
      integerBetween(0, MOST_ZONES),
      1,
    );
}

function addPath(program: Command): Command {
  return program
    .command('path')
    .description('find stepping stones from one occupation to another')
    .argument('<from>', `${OCCUPATION} of where the person comes from`)
    .argument('<to>', `${OCCUPATION} of where the person wants to go`)
    .option('--max-stops <number>', 'stops at most', integerBetween(0, MOST_STOPS), MOST_STOPS)
    .option(
      '--min-percentile <number>',
      'how similar both ends of a step must be; 0 is no limit',
      integerBetween(0, 100),
      90,
    )
    .option(
      '--max-zone-up <zones>',
      `job zones that a step may go up; ${MOST_ZONES} is no limit`,
      integerBetween(0, MOST_ZONES),
      1,
    )
    .option('--no-corridor', 'stops may lie outside the job zones of both ends');
}

function addScope(command: Command): Command {
  command
    .addOption(
      new Option('--estimates <on|off>', 'whether occupations that O*NET has not rated take part by estimates')
        .choices(['on', 'off'])
        .default('off'),
    )
    .option('--release <name>', 'release to answer from (default: the current one)');
  return addFormatOptions(command);
}

type Answer = (app: INestApplicationContext, command: Command) => Promise<void>;

/** Runs a command on the release, once its options make sense together. */
function answerBy(command: Command, answer: Answer): void {
  command.action(() => {
    const problem = formatProblem(command.opts<FormatOptions>());
    if (problem !== null) command.error(`error: ${problem}`, { exitCode: 2 });
    return withRelease((app) => answer(app, command));
  });
}

async function sideOf(app: INestApplicationContext, command: Command) {
  const { release = null, ...options } = command.opts<ScopeOptions>();
  const [typed = ''] = command.args;
  const code = await meantOccupation(app, typed, release);
  const estimates = options.estimates === 'on';
  const { view, sides } = await app.get(TransitionSides).of([code], { release, estimates });
  return { view, side: sides[0], estimates };
}

async function printSimilar(app: INestApplicationContext, command: Command) {
  const options = command.opts<RankingOptions>();
  const asked = await sideOf(app, command);
  const answer = toSimilar(asked, await app.get(MovesService).similar(asked, options.limit));
  printRanking(options, { name: 'similar', answer, rows: answer.similar });
}

async function printMoves(app: INestApplicationContext, command: Command) {
  const options = command.opts<LimitedOptions>();
  const asked = await sideOf(app, command);
  const limits = limitsOf(options);
  const answer = toMoves(asked, limits, await app.get(MovesService).moves(asked, limits, options.limit));
  printRanking(options, { name: 'moves', answer, rows: answer.moves });
}

async function printFeeders(app: INestApplicationContext, command: Command) {
  const options = command.opts<LimitedOptions>();
  const asked = await sideOf(app, command);
  const limits = limitsOf(options);
  const answer = toFeeders(asked, limits, await app.get(MovesService).feeders(asked, limits, options.limit));
  printRanking(options, { name: 'feeders', answer, rows: answer.feeders });
}

function limitsOf({ minCoverage: coverage, maxZoneStep: zones }: LimitedOptions) {
  return { coverage, zoneStep: zoneLimit(zones) };
}

function printRanking(options: FormatOptions, ranking: Ranking): void {
  printAnswer(options, ranking.answer, { csv: () => rankingCsv(ranking), text: () => describeRanking(ranking) });
}

async function printUnlocks(app: INestApplicationContext, command: Command) {
  const options = command.opts<ScopeOptions & { readonly pool: Pool }>();
  const { view, side, estimates } = await sideOf(app, command);
  const found = await app.get(UnlocksService).of(view, side, options.pool, estimates);
  const answer = toUnlocks(view, side, found, estimates);
  printAnswer(options, answer, { csv: () => unlocksCsv(answer), text: () => describeUnlocks(answer) });
}

async function printPaths(app: INestApplicationContext, command: Command) {
  const options = command.opts<PathOptions>();
  const [from = '', to = ''] = command.args;
  const { release = null, maxStops: mostStops, minPercentile: leastPercentile, maxZoneUp, corridor } = options;
  const { replaced, ...meant } = await meantPair(app, { from, to, release });
  const scope = { release, estimates: options.estimates === 'on' };
  const { view, sides } = await app.get(TransitionSides).of([meant.from, meant.to], scope);
  const question = { view, from: sides[0], to: sides[1] };
  const limits = { mostStops, leastPercentile, zoneUp: zoneLimit(maxZoneUp), corridor };
  const answer = tellReplaced(toPaths(question, await app.get(PathsService).find(question, limits)), replaced);
  printAnswer(options, answer, { csv: () => pathsCsv(answer), text: () => describePaths(answer) });
}

function printAnswer(options: FormatOptions, answer: object, as: { csv: () => string; text: () => string }): void {
  const format = formatOf(options);
  if (format === 'csv') printCsv(as.csv());
  else print({ json: format === 'json' }, answer, as.text);
}
