import { InvalidArgumentError, Option, type Command } from 'commander';
import { DOMAINS, type Domain } from '@app/onet';
import { GapAnalysisService, SkillGapService, tellReplaced, type GapAnalysisDto } from '@app/skill-gap';
import { describeAnalysis } from '../gap/describe-analysis';
import { analysisCsv, gapCsv } from '../gap/gap-csv';
import { meantPair } from '../meant/meant-occupations';
import { describeGap, gapAnswer, type GapForm } from '../gap/plain-gap';
import { print, printCsv, terminalWidth } from '../output';
import { addFormatOptions, formatOf, formatProblem, type FormatOptions } from './answer-format';
import { withRelease } from '../with-app';

interface GapOptions extends FormatOptions {
  readonly missing?: boolean;
  readonly analysis?: boolean;
  readonly domains?: readonly Domain[];
  readonly all?: boolean;
  readonly estimates?: 'on' | 'off';
  readonly release?: string;
}

/** The two occupations of a command, as they were typed. */
interface Pair {
  readonly from: string;
  readonly to: string;
}

export function addGapCommand(program: Command): void {
  const gap = program.command('gap');
  addFormatOptions(gap)
    .description('tell which skills one occupation has too little of for another, with both levels')
    .argument('<from>', 'O*NET-SOC code or title of where the person comes from')
    .argument('<to>', 'O*NET-SOC code or title of where the person wants to go')
    .option('--missing', 'only the skills that the source has nothing of')
    .option('--analysis', 'all domains, how sure each gap is, how much it weighs, and what the levels mean')
    .option('--domains <names>', `with --analysis: only these, separated by commas: ${DOMAINS.join(', ')}`, toDomains)
    .option('--all', 'with --analysis: also what the source has enough of')
    .addOption(
      new Option(
        '--estimates <on|off>',
        'with --analysis: whether ratings that O*NET lacks are estimated (default: on)',
      ).choices(['on', 'off']),
    )
    .option('--release <name>', 'release to answer from (default: the current one)')
    .addOption(new Option('--by-level', 'what is told anyway').hideHelp())
    .action((from: string, to: string, options: GapOptions) => {
      const problem = problemOf(options);
      if (problem !== null) gap.error(`error: ${problem}`, { exitCode: 2 });
      return options.analysis ? printAnalysis({ from, to }, options) : printGap({ from, to }, options);
    });
}

/** What is wrong with options that make no sense together. */
function problemOf(options: GapOptions): string | null {
  const { missing, analysis } = options;
  const problem = formatProblem(options);
  if (problem !== null) return problem;
  if (missing && analysis) return '--missing and --analysis exclude each other';
  const needy = (['domains', 'all', 'estimates'] as const).find((name) => options[name] !== undefined);
  return needy && !analysis ? `--${needy} needs --analysis` : null;
}

function printGap(typed: Pair, options: GapOptions): Promise<void> {
  return withRelease(async (app) => {
    const { release = null } = options;
    const { from, to, replaced } = await meantPair(app, { ...typed, release });
    const gaps = app.get(SkillGapService);
    const gap = gaps.compare(await gaps.pair(from, to, release));
    const form: GapForm = options.missing ? 'missing' : 'by-level';
    const format = formatOf(options);
    if (format === 'csv') printCsv(gapCsv(gap, form));
    else
      print({ json: format === 'json' }, tellReplaced(gapAnswer(gap, form), replaced), () =>
        describeGap(gap, form, replaced),
      );
  });
}

function printAnalysis(typed: Pair, options: GapOptions): Promise<void> {
  return withRelease(async (app) => {
    const analyses = app.get(GapAnalysisService);
    const { release = null, domains = null, all, estimates } = options;
    const { replaced, ...meant } = await meantPair(app, { ...typed, release });
    const pair = await analyses.pair({ ...meant, release }, estimates !== 'off');
    // The answer of the HTTP endpoint, so that both can never tell different numbers.
    const answer = JSON.parse(analyses.write(pair, { domains, include: all ? 'all' : 'gaps' })) as GapAnalysisDto;
    const analysis = tellReplaced(answer, replaced);
    const format = formatOf(options);
    if (format === 'csv') printCsv(analysisCsv(analysis));
    else print({ json: format === 'json' }, analysis, () => describeAnalysis(analysis, terminalWidth()));
  });
}

function toDomains(text: string): Domain[] {
  const wanted = text.split(',').map((word) => word.trim());
  const unknown = wanted.filter((word) => !DOMAINS.includes(word as Domain));
  if (unknown.length > 0) throw new InvalidArgumentError(`"${unknown.join(', ')}" is none of ${DOMAINS.join(', ')}.`);
  return DOMAINS.filter((domain) => wanted.includes(domain));
}
