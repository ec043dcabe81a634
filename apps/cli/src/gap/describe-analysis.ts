import type { AnalysedDomainDto, AnalysedOccupationDto, GapAnalysisDto } from '@app/skill-gap';
import { breakText } from '../fit-table';
import { table } from '../output';
import { describeOccupation } from '../words';
import { describePreparation, describeTechnology } from './describe-requirements';

const HEAD = ['Element', 'From', 'To', 'Difference', 'Verdict', 'Imp.', 'Share'];
const LEGEND =
  'Difference: to minus from, ± half of its 95 % interval (? where O*NET publishes no error). Imp.: importance in the target, ' +
  '1 to 5. Share: part of what the target needs that is missing here.';
/** Of the largest share of a domain. */
const LONGEST_BAR = 5;

type Gap = AnalysedDomainDto['gaps'][number];
type Other = NonNullable<AnalysedDomainDto['others']>[number];

/**
 * An analysis for people: both sides, how similar they are, then domain by domain a summary and the rows, what weighs most
 * first, with the words of each real difference below it; then what else the target requires.
 * @param width of the terminal, which also gets bars; 0 where there is none
 */
export function describeAnalysis(analysis: GapAnalysisDto, width: number): string {
  const { release, from, to } = analysis;
  const domains = Object.entries(analysis.domains as Readonly<Record<string, AnalysedDomainDto | null>>);
  const beginning = [
    `${heading(from)} → ${heading(to)} (release ${release})`,
    `From: ${describeSide(from)}`,
    `To: ${describeSide(to)}`,
    describeSimilarity(analysis.similarity),
    LEGEND,
  ].map((line) => fit(line, width));
  const described = domains.map(([domain, analysed]) => describeDomain(spaced(domain), analysed, width));
  const required = [
    describeTechnology(analysis.technology, width),
    fit(describePreparation(analysis.preparation), width),
  ];
  return [beginning.join('\n'), ...described, ...required].join('\n\n');
}

/** Where its ratings come from has a line of its own. */
function heading({ code, title, replaces }: AnalysedOccupationDto): string {
  return describeOccupation({ code, title, ...(replaces !== undefined && { replaces }) });
}

function describeSide({ basis, estimate, job_zone: zone }: AnalysedOccupationDto): string {
  const zoned = zone === null ? 'no job zone' : `job zone ${zone}`;
  if (!estimate) return `${basis} by O*NET, ${zoned}`;
  const { occupations, links, basis: over, error } = estimate;
  const off = error === null ? '' : `; a level of a skill is off by ${error.toFixed(2)} on average`;
  return (
    `ESTIMATED, not rated by O*NET: mean over ${occupations} occupations (${over.replaceAll('_', ' ')}, ${links} links)` +
    `${off}; ${zoned}`
  );
}

function describeSimilarity(similarity: GapAnalysisDto['similarity']): string {
  if (!similarity) return 'Similarity: not known, as one side has no ratings of skills or of knowledge';
  const { value, percentile, band } = similarity;
  const rank = percentile === null ? '' : `, percentile ${percentile.toFixed(2)}`;
  return `Similarity: ${value.toFixed(3)}${rank}${band === null ? '' : `, ${spaced(band)}`}`;
}

function describeDomain(name: string, analysed: AnalysedDomainDto | null, width: number): string {
  if (!analysed) return `${name.toUpperCase()}: not compared, as one side has no ratings in it`;
  const { gaps, others = [] } = analysed;
  const heading = fit(`${name.toUpperCase()}: ${describeSummary(analysed)}`, width);
  if (gaps.length + others.length === 0) return `${heading}\nNo gap: ${analysed.compared} elements were compared.`;
  const most = Math.max(...gaps.map(({ contribution }) => contribution));
  const bar = (contribution: number): string => (width > 0 ? barOf(contribution, most) : '');
  const rows = [...gaps.map((gap) => gapRow(gap, bar(gap.contribution))), ...others.map(otherRow)];
  const notes = [...gaps, ...others].flatMap((row, i) => {
    const words = wordsOf(row);
    return words === null ? [] : [[i, words] as const];
  });
  return `${heading}\n${table(HEAD, rows, width, new Map(notes))}`;
}

/** The coverage with its standard error, and how many gaps have which verdict. */
function describeSummary(analysed: AnalysedDomainDto): string {
  const { coverage, coverage_standard_error: error, verdicts, expected_by_chance: chance } = analysed;
  const off = analysed.estimate_error ?? null;
  const shown = error === null ? ' (its standard error is not known)' : ` ± ${percent(error)} (standard error)`;
  const covered = coverage === null ? 'nothing is needed' : `${percent(coverage)}${shown} of the needs covered`;
  const counts = Object.entries(verdicts).map(([verdict, count]) => `${count} ${spaced(verdict)}`);
  const estimated = off === null ? '' : `; estimated levels are off by ${off.toFixed(2)} on average`;
  return `${covered}; gaps: ${counts.join(', ')} (${chance} real by chance alone)${estimated}`;
}

function gapRow(gap: Gap, bar: string): string[] {
  const share = percent(gap.contribution, 2);
  return [...figures(gap), spaced(gap.verdict), importanceOf(gap), bar === '' ? share : `${share} ${bar}`];
}

function otherRow(other: Other): string[] {
  const surplus = other.surplus === null ? '' : `, surplus ${spaced(other.surplus)}`;
  return [...figures(other), `${spaced(other.verdict)}${surplus}`, importanceOf(other), ''];
}

function figures({ name, from_level: from, to_level: to, difference, half_width: half }: Gap | Other): string[] {
  const around = half === null ? '?' : half.toFixed(2);
  return [name, from.toFixed(2), to.toFixed(2), `${difference.toFixed(2)} ± ${around}`];
}

function importanceOf({ importance }: Gap | Other): string {
  return importance === null ? '' : importance.toFixed(2);
}

/** Only of what is real, and without the name and the numbers, which the row has. */
function wordsOf(row: Gap | Other): string | null {
  const { words, name, from_level: from, to_level: to } = row;
  const isReal = row.verdict === 'real' || ('surplus' in row && row.surplus === 'real');
  const numbers = `${name} ${from.toFixed(2)} → ${to.toFixed(2)}: `;
  return isReal && words?.startsWith(numbers) ? words.slice(numbers.length) : null;
}

/** Every share above 0 shows; its number stands beside it. */
function barOf(contribution: number, most: number): string {
  return contribution === 0 ? '' : '▇'.repeat(Math.max(1, Math.round((LONGEST_BAR * contribution) / most)));
}

function percent(share: number, decimals = 1): string {
  return `${(share * 100).toFixed(decimals)} %`;
}

/** Where there is no terminal, no line is broken. */
function fit(line: string, width: number): string {
  return width > 0 ? breakText(line, width) : line;
}

function spaced(word: string): string {
  return word.replaceAll('_', ' ');
}
