import { DIRECTORY } from '@app/occupations';
import type { Domain } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { PROFILES, type Rating } from '@app/skills';
import { columnsOf, type Cell, type ExportTable } from './export-table';

const COLUMNS = [
  ...columnsOf('text', 'release', 'code', 'title', 'domain', 'element_id', 'element'),
  ...columnsOf('number', 'level', 'level_standard_error', 'level_lower_ci_bound', 'level_upper_ci_bound'),
  ...columnsOf('integer', 'level_n'),
  ...columnsOf('flag', 'level_recommend_suppress', 'level_not_relevant'),
  ...columnsOf('text', 'level_date_updated', 'level_domain_source'),
  ...columnsOf('number', 'importance', 'importance_standard_error'),
  ...columnsOf('number', 'importance_lower_ci_bound', 'importance_upper_ci_bound'),
  ...columnsOf('integer', 'importance_n'),
  ...columnsOf('flag', 'importance_recommend_suppress'),
  ...columnsOf('text', 'importance_date_updated', 'importance_domain_source', 'source'),
];

/** The ratings of some domains in long form: a row for each rated occupation and element, with both scales. */
export function levelsTable(view: ReleaseView, domains: readonly Domain[]): ExportTable {
  const release = view.release.name;
  return { name: 'levels', release, columns: COLUMNS, rows: () => rowsOf(view, domains) };
}

function* rowsOf(view: ReleaseView, domains: readonly Domain[]): Iterable<readonly Cell[]> {
  const index = view.get(PROFILES);
  for (const { code, title } of view.get(DIRECTORY).occupations) {
    for (const domain of domains) {
      if (!index.profile(code, domain)) continue;
      for (const { element, importance, level } of index.ratingsOf(code, domain)) {
        const source = level?.source ?? importance?.source;
        if (source === undefined) continue;
        const place = [view.release.name, code, title, domain, element.elementId, element.name];
        yield [...place, ...levelCells(level), ...importanceCells(importance), source];
      }
    }
  }
}

function levelCells(rating: Rating | null): Cell[] {
  return [
    ...sizeCells(rating),
    ...[rating?.recommendSuppress ?? null, rating?.notRelevant ?? null],
    ...[rating?.dateUpdated ?? null, rating?.domainSource ?? null],
  ];
}

function importanceCells(rating: Rating | null): Cell[] {
  return [
    ...sizeCells(rating),
    ...[rating?.recommendSuppress ?? null, rating?.dateUpdated ?? null, rating?.domainSource ?? null],
  ];
}

function sizeCells(rating: Rating | null): Cell[] {
  if (!rating) return [null, null, null, null, null];
  return [rating.dataValue, rating.standardError, rating.lowerCiBound, rating.upperCiBound, rating.n];
}
