import { DIRECTORY } from '@app/occupations';
import type { Domain } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { PROFILES, type ElementEntry } from '@app/skills';
import { columnsOf, type Cell, type ExportTable } from './export-table';

const OCCUPATION = [...columnsOf('text', 'release', 'code', 'title'), ...columnsOf('integer', 'job_zone')];

/** The levels of one domain in wide form: a row for each rated occupation, a column for each element. */
export function levelsWideTable(view: ReleaseView, domain: Domain): ExportTable {
  const columns = [...OCCUPATION, ...columnsOf('number', ...headersOf(view.get(PROFILES).elements(domain)))];
  const release = view.release.name;
  return { name: `levels-wide-${domain}`, release, columns, rows: () => rowsOf(view, domain) };
}

function* rowsOf(view: ReleaseView, domain: Domain): Iterable<readonly Cell[]> {
  const index = view.get(PROFILES);
  for (const { code, title, jobZone } of view.get(DIRECTORY).occupations) {
    const profile = index.profile(code, domain);
    if (!profile) continue;
    const levels = Array.from(profile.levels(domain), (level) => (Number.isNaN(level) ? null : level));
    yield [view.release.name, code, title, jobZone, ...levels];
  }
}

/** Names of elements; with the id where a release has several of one name, or one of the other columns is called so. */
function headersOf(elements: readonly ElementEntry[]): string[] {
  const times = new Map(OCCUPATION.map(({ name }) => [name, 1]));
  for (const { name } of elements) times.set(name, (times.get(name) ?? 0) + 1);
  return elements.map(({ elementId, name }) => (times.get(name) === 1 ? name : `${name} (${elementId})`));
}
