import { DIRECTORY } from '@app/occupations';
import { DOMAINS } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { ESTIMATES, PROFILES } from '@app/skills';
import { columnsOf, type Cell, type ExportTable } from './export-table';

const COLUMNS = [
  ...columnsOf('text', 'release', 'code', 'title'),
  ...columnsOf('integer', 'job_zone'),
  ...columnsOf('text', 'basis', 'rated_domains', 'description'),
];

/** Every occupation of a release, rated or not, by code. */
export function occupationsTable(view: ReleaseView): ExportTable {
  const release = view.release.name;
  return { name: 'occupations', release, columns: COLUMNS, rows: () => rowsOf(view) };
}

function* rowsOf(view: ReleaseView): Iterable<readonly Cell[]> {
  const index = view.get(PROFILES);
  const estimates = view.get(ESTIMATES);
  for (const { code, title, jobZone, description } of view.get(DIRECTORY).occupations) {
    const domains = DOMAINS.filter((domain) => index.profile(code, domain));
    const basis = domains.includes('skills') ? 'rated' : estimates.of(code) ? 'estimated' : null;
    yield [view.release.name, code, title, jobZone, basis, domains.join(' ') || null, description];
  }
}
