import { type AnalysedDomainDto, type GapAnalysisDto } from '@app/skill-gap';
import { csv, type CsvCell } from '../csv';
import { gapRows, type GapForm, type ToldGap } from './plain-gap';

/** Every row tells what it is about, so that files can be put together. */
const PLACE = ['release', 'from', 'to', 'domain', 'element_id', 'name'];
const LEVELS = ['from_level', 'to_level'];
const ANALYSED = [
  ...[...PLACE, ...LEVELS, 'difference', 'half_width', 'verdict', 'surplus', 'importance', 'weight', 'contribution'],
  ...['from_basis', 'to_basis', 'from_date', 'to_date', 'flags', 'words'],
];

/** The gaps in skills, a row for each. */
export function gapCsv(gap: ToldGap, form: GapForm): string {
  const place = [gap.index.release.name, gap.from.code, gap.to.code, 'skills'];
  const rows = gapRows(gap, form).map((row) => [
    ...[...place, row.element_id, row.skill_name],
    ...(form === 'by-level' ? [row.from_proficiency_level, row.to_proficiency_level] : []),
  ]);
  return csv(form === 'by-level' ? [...PLACE, ...LEVELS] : PLACE, rows);
}

/** The rows of an analysis, domain by domain, in the order of the answer. */
export function analysisCsv(analysis: GapAnalysisDto): string {
  const rows = Object.entries(analysis.domains as Readonly<Record<string, AnalysedDomainDto | null>>);
  return csv(
    ANALYSED,
    rows.flatMap(([domain, analysed]) => (analysed ? domainRows(analysis, domain, analysed) : [])),
  );
}

type Gap = AnalysedDomainDto['gaps'][number];
type Other = NonNullable<AnalysedDomainDto['others']>[number];
/** What is no gap has no contribution; what is one, no surplus. */
type AnyRow = Omit<Gap, 'contribution'> & Partial<Pick<Gap, 'contribution'> & Pick<Other, 'surplus'>>;

function domainRows({ release, from, to }: GapAnalysisDto, domain: string, analysed: AnalysedDomainDto): CsvCell[][] {
  const all: AnyRow[] = [...analysed.gaps, ...(analysed.others ?? [])];
  return all.map((row) => [
    ...[release, from.code, to.code, domain, row.element_id, row.name],
    ...[row.from_level, row.to_level, row.difference, row.half_width, row.verdict, row.surplus ?? null],
    ...[row.importance, row.weight, row.contribution ?? 0, from.basis, to.basis],
    ...[row.from_date, row.to_date, row.flags.join(' '), row.words],
  ]);
}
