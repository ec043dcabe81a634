import type { Command } from 'commander';
import { OccupationsService } from '@app/occupations';
import { ReleasesService, toReleaseDto } from '@app/releases';
import { print, table, type OutputOptions } from '../output';
import { integerBetween } from './number-options';
import { withApp, withRelease } from '../with-app';

export function addQueryCommands(program: Command): void {
  program
    .command('occupations')
    .description('search occupations by title, alternate title or code')
    .argument('<text...>', 'words of a title, a code, or the beginning of one')
    .option('--limit <number>', 'how many to show', integerBetween(1, 9_999), 20)
    .option('--json', 'print the answer as JSON')
    .action((words: readonly string[], options: OutputOptions & { limit: number }) =>
      withRelease((app) => {
        printOccupations(
          app.get(OccupationsService).list(words.join(' '), { limit: options.limit, after: null }),
          options,
        );
      }),
    );

  program
    .command('releases')
    .description('list the loaded releases, newest first')
    .option('--json', 'print the answer as JSON')
    .action((options: OutputOptions) => withApp((app) => printReleases(app.get(ReleasesService), options)));
}

function printOccupations(page: ReturnType<OccupationsService['list']>, options: OutputOptions): void {
  const found = page.matches.map(({ occupation, matchedTitle }) => ({
    code: occupation.code,
    title: occupation.title,
    matched_title: matchedTitle,
    job_zone: occupation.jobZone,
    rated: occupation.rated,
  }));
  print(options, { release: page.release, total: page.total, occupations: found }, () => {
    if (found.length === 0) return 'No occupation has such a title or code. Try fewer or other words.';
    const rows = found.map((occupation) => [
      occupation.code,
      occupation.title,
      occupation.matched_title ?? '',
      occupation.job_zone ?? '',
      occupation.rated ? 'yes' : 'no',
    ]);
    const more = page.total > found.length ? `\n${page.total - found.length} more; --limit shows them.` : '';
    return `${table(['Code', 'Title', 'Matched title', 'Job zone', 'Rated'], rows)}${more}`;
  });
}

async function printReleases(service: ReleasesService, options: OutputOptions): Promise<void> {
  const releases = await service.list();
  const data = releases.map(toReleaseDto);
  print(options, { releases: data }, () => {
    if (data.length === 0) return 'No release is loaded. Run "refresh".';
    const rows = data.map((release) => [
      release.id,
      `${release.name}${release.is_current ? ' (current)' : ''}`,
      release.status,
      release.source,
      release.published_at ?? '',
      release.occupation_count,
      release.rating_count,
    ]);
    return table(['Id', 'Release', 'Status', 'Source', 'Published', 'Occupations', 'Ratings'], rows);
  });
}
