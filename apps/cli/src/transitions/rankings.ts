import type { FeedersDto, MovesDto, RankedOccupationDto, SimilarOccupationsDto } from '@app/transitions';
import { csv, type CsvCell } from '../csv';
import { table } from '../output';
import { describeOccupation, percent } from '../words';

const HEAD = [
  'Code',
  'Occupation',
  'Zone',
  'Similarity',
  'Percentile',
  'Coverage',
  'Real gaps',
  'Weigh most',
  'Related',
];
const COLUMNS = [
  ...[
    'release',
    'occupation',
    'ranking',
    'rank',
    'code',
    'title',
    'basis',
    'job_zone',
    'similarity',
    'percentile',
    'band',
  ],
  ...['coverage', 'real_gaps', 'top_gaps', 'related_tier'],
];

/** A ranking, as the HTTP endpoint answers it. */
export interface Ranking {
  readonly name: 'similar' | 'moves' | 'feeders';
  readonly answer: SimilarOccupationsDto | MovesDto | FeedersDto;
  readonly rows: readonly RankedOccupationDto[];
}

const HEADINGS = {
  similar: 'Most like',
  moves: 'Where somebody could go from',
  feeders: 'Where people could come from for',
};

export function describeRanking({ name, answer, rows }: Ranking): string {
  const { release, occupation, compared } = answer;
  const heading = `${HEADINGS[name]} ${describeOccupation(occupation)} (release ${release})`;
  const within = 'eligible' in answer ? `${answer.eligible} within the limits, of ` : '';
  const counted = `${within}${compared} occupations compared; ${rows.length} shown.`;
  if (rows.length === 0) return `${heading}\nNone. ${counted} --min-coverage and --max-zone-step widen the limits.`;
  return `${heading}\n${table(HEAD, rows.map(toRow))}\n${counted}`;
}

export function rankingCsv({ name, answer, rows }: Ranking): string {
  const { release, occupation } = answer;
  const cells = rows.map((row, i): CsvCell[] => [
    ...[release, occupation.code, name, i + 1, row.code, row.title, row.basis, row.job_zone, row.similarity],
    ...[row.percentile, row.band, row.coverage, row.real_gaps, row.top_gaps.join('; '), row.related_tier],
  ]);
  return csv(COLUMNS, cells);
}

function toRow(row: RankedOccupationDto): (string | number)[] {
  return [
    ...[row.code, row.basis === 'rated' ? row.title : `${row.title} (estimated)`, row.job_zone ?? ''],
    ...[row.similarity.toFixed(3), row.percentile?.toFixed(2) ?? '', percent(row.coverage), row.real_gaps],
    ...[row.top_gaps.join(', '), row.related_tier ?? ''],
  ];
}
