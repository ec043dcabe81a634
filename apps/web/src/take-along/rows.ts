import type { AnalysedDomain, Analysis } from '../answer/analysis';
import type { Domain } from '../address/asked';
import type { Cell } from './csv';

const columns = [
  ...['release', 'from_code', 'from_title', 'to_code', 'to_title', 'domain', 'element_id', 'name', 'from_level'],
  ...['to_level', 'difference', 'half_width', 'verdict', 'surplus', 'importance', 'contribution', 'words', 'flags'],
  ...['from_date', 'to_date'],
];

/** Every row of one domain, with the member names of the service; a person is called so, and not described. */
export function rowsOf(analysis: Analysis, domain: Domain, analysed: AnalysedDomain): Cell[][] {
  const { from, to, release } = analysis;
  const head: Cell[] = [release, from.code ?? 'person', from.title ?? 'person', to.code, to.title, domain];
  const rows = [...analysed.gaps, ...(analysed.others ?? [])].map((row): Cell[] => [
    ...head,
    ...[row.element_id, row.name, row.from_level, row.to_level, row.difference, row.half_width, row.verdict],
    'surplus' in row ? row.surplus : null,
    row.importance,
    'contribution' in row ? row.contribution : null,
    ...[row.words, row.flags.join(' '), row.from_date, row.to_date],
  ]);
  return [columns, ...rows];
}

export function fileName(analysis: Analysis, domain: Domain): string {
  return `onet-${analysis.release}-${analysis.from.code ?? 'person'}-to-${analysis.to.code}-${domain}.csv`;
}
