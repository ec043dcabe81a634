import type { Command } from 'commander';
import {
  BulkAssessmentsService,
  BulkPlanner,
  describeHoles,
  EvaluationService,
  toLeftAnswer,
  toPlanAnswer,
  type BulkOutcome,
  type BulkPlan,
  type Evaluation,
  type LeftOccupation,
} from '@app/llm-assessment';
import { DomainError } from '@app/onet';
import { ProgressDisplay } from '@app/runs';
import { note, print, table, type OutputOptions } from '../output';
import { withRelease } from '../with-app';
import { toCode } from './to-code';

interface AssessOptions extends OutputOptions {
  readonly all?: boolean;
  readonly holes?: boolean;
  readonly dryRun?: boolean;
}

interface EvaluationOptions extends OutputOptions {
  readonly provider?: string;
  readonly model?: string;
  readonly promptVersion?: string;
}

/** A run whose process was killed blocks the next one for less than 15 seconds. */
const WAIT_FOR_OTHER_RUN_MS = 20_000;

export function addLlmCommands(program: Command): void {
  const assess = program.command('assess');
  assess
    .description('have the language model assess the levels that occupations need')
    .argument('[codes...]', 'O*NET-SOC codes', toCodes)
    .option('--all', 'instead of codes: every rated occupation of the release')
    .option('--holes', 'ask for nothing but missing levels, also those that the model left out; without codes: of all')
    .option('--dry-run', 'only tell the calls, tokens and dollars that it would take')
    .option('--json', 'print the outcome as JSON')
    .action((codes: readonly string[], options: AssessOptions) => {
      const isAll = options.all ?? (options.holes === true && codes.length === 0);
      if (codes.length > 0 === isAll) {
        assess.error('error: give either codes such as 11-1011.00, or --all', { exitCode: 2 });
      }
      return runAssessments(isAll ? null : codes, options);
    });

  program
    .command('llm-eval')
    .description("hold stored levels of a language model against O*NET's own; asks nobody")
    .option('--provider <name>', 'whose levels (default: those assessed last)')
    .option('--model <name>')
    .option('--prompt-version <name>')
    .option('--json', 'print the figures as JSON')
    .action(({ provider, model, promptVersion, ...options }: EvaluationOptions) =>
      withRelease(async (app) => {
        const evaluation = await app.get(EvaluationService).evaluate({ provider, model, promptVersion });
        print(options, toJson(evaluation), () => describeEvaluation(evaluation));
      }),
    );
}

async function runAssessments(codes: readonly string[] | null, options: AssessOptions): Promise<void> {
  await withRelease(async (app) => {
    const plan = await app.get(BulkPlanner).plan(codes, options.holes ? 'holes' : 'open');
    if (options.dryRun) {
      print(options, toPlanAnswer(plan), () => describePlan(plan));
      failForLeft(plan.left);
      return;
    }
    note(options, describePlan(plan));
    const display = new ProgressDisplay({ quiet: options.json });
    try {
      const outcome = await app.get(BulkAssessmentsService).assess(plan, {
        triggeredBy: 'cli',
        onProgress: display.listener,
        waitForTurnMs: WAIT_FOR_OTHER_RUN_MS,
      });
      display.end();
      print(options, outcomeJson(outcome), () => describeOutcome(outcome));
      failForLeft(outcome.left);
    } finally {
      display.end();
    }
  });
}

function describePlan({ occupations, assessed, withHoles, estimate }: BulkPlan): string {
  const { calls, promptTokens, outputTokens, costUsd, basedOnCalls, budgetLeftUsd } = estimate;
  const basis = basedOnCalls > 0 ? `measured over ${basedOnCalls} calls` : 'guessed from the prompts';
  const holed = withHoles === 0 ? '' : `, ${withHoles} of these with holes (--holes asks for them)`;
  return [
    `${occupations} occupations, ${assessed} of them assessed already${holed}.`,
    `To do: ${calls} calls, about ${promptTokens} prompt tokens and ${outputTokens} output tokens (${basis}), ` +
      `about $${costUsd.toFixed(4)}.`,
    `Left of today's budget: $${budgetLeftUsd.toFixed(4)}; the run stops before it would be passed.`,
  ].join('\n');
}

/** The exit code must say that not all was done; the first reason decides which it is. */
function failForLeft(left: readonly LeftOccupation[]): void {
  const [first, second] = left;
  if (!first) return;
  if (!second) throw first.error;
  const message = left.map(({ error }) => error.message).join('\n');
  throw new DomainError(first.error.code, message, { left: left.map(toLeftAnswer) });
}

function outcomeJson({ runId, assessed, rejected, holes, left }: BulkOutcome) {
  return { run_id: runId, assessed, rejected, holes, left: left.map(toLeftAnswer) };
}

function describeOutcome({ runId, assessed, rejected, holes, left }: BulkOutcome): string {
  const unusable =
    rejected === 0 ? '' : ` For ${rejected} the model gave nothing usable (table rejected_rows, run ${runId}).`;
  const incomplete =
    holes.length === 0
      ? ''
      : ` ${holes.length} more have holes: ${describeHoles(holes)}; what the model left out, "assess --holes" asks for again.`;
  const leftOut = left.length === 0 ? '' : ` Left out: ${left.map(({ code }) => code).join(', ')}.`;
  return `Assessed ${assessed} occupations.${incomplete}${unusable}${leftOut}`;
}

type Scores = Evaluation['scores'];

function toJson({ release, assessor, occupations, scores, baselines, calls, costUsd }: Evaluation) {
  return {
    ...{ release, provider: assessor.provider, model: assessor.model, prompt_version: assessor.promptVersion },
    ...{ occupations, calls, cost_usd: costUsd },
    scores: scoresJson(scores),
    baselines: {
      skill_mean: scoresJson(baselines.skillMean),
      major_group_mean: scoresJson(baselines.majorGroupMean),
    },
  };
}

function scoresJson(scores: Scores) {
  return {
    ...{ compared: scores.compared, coverage: scores.coverage, mae: scores.mae, bias: scores.bias },
    spearman: scores.spearman,
    within_half: scores.withinHalf,
    within_one: scores.withinOne,
    phantom_gaps_per_pair: scores.phantomGapsPerPair,
    phantom_share: scores.phantomShare,
    missed_share: scores.missedShare,
  };
}

const FIGURES: readonly (readonly [name: string, figure: keyof Scores])[] = [
  ['Mean absolute error', 'mae'],
  ['Bias (model minus O*NET)', 'bias'],
  ['Spearman, mean over occupations', 'spearman'],
  ['Share within 0.5', 'withinHalf'],
  ['Share within 1.0', 'withinOne'],
  ['Coverage', 'coverage'],
  ['Phantom gaps per pair', 'phantomGapsPerPair'],
  ['Share of its gaps that are phantom', 'phantomShare'],
  ["Share of O*NET's gaps that it misses", 'missedShare'],
];

function describeEvaluation(evaluation: Evaluation): string {
  const { release, assessor, occupations, scores, baselines, calls, costUsd } = evaluation;
  const rows = FIGURES.map(([name, figure]) => [
    name,
    ...[scores, baselines.majorGroupMean, baselines.skillMean].map((column) => shown(column[figure])),
  ]);
  return [
    `${assessor.provider} ${assessor.model} (${assessor.promptVersion}), release ${release}: ${occupations} occupations, ` +
      `${scores.compared} levels`,
    table(['', 'Model', 'Mean of SOC major group', 'Mean of skill'], rows),
    'Each baseline predicts an occupation from the others: a model that does not beat the mean of the major group is not ' +
      'worth its price. Leaving one out turns gaps between neighbours around, so compare errors rather than gaps with them.',
    `Cost: $${costUsd.toFixed(4)} for ${calls} calls.`,
  ].join('\n');
}

function shown(figure: number | null): string {
  return figure === null ? '–' : figure.toFixed(3);
}

function toCodes(text: string, before: readonly string[] = []): string[] {
  return [...before, toCode(text)];
}
