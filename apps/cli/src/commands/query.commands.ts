import { InvalidArgumentError, type Command } from 'commander';
import { OccupationsService } from '@app/occupations';
import { ReleasesService, toReleaseDto } from '@app/releases';
import { missingSkills, SkillGapService, type SkillGap } from '@app/skill-gap';
import { print, table, type OutputOptions } from '../output';
import { withApp, withRelease } from '../with-app';
import { toCode } from './to-code';

export function addQueryCommands(program: Command): void {
  program
    .command('gap')
    .description('name the skills that one occupation lacks for another')
    .argument('<from>', 'O*NET-SOC code of where the person comes from', toCode)
    .argument('<to>', 'O*NET-SOC code of where the person wants to go', toCode)
    .option('--release <name>', 'release to answer from (default: the current one)')
    .option('--by-level', 'also skills that the source has, but at a lower level')
    .option('--json', 'print the answer as the HTTP endpoint gives it')
    .action((from: string, to: string, options: GapOptions) =>
      withRelease(async (app) => {
        const gaps = app.get(SkillGapService);
        printGap(gaps.compare(await gaps.pair(from, to, options.release)), options);
      }),
    );

  program
    .command('occupations')
    .description('search occupations by title, alternate title or code')
    .argument('<text...>', 'words of a title, a code, or the beginning of one')
    .option('--limit <number>', 'how many to show', toLimit, 20)
    .option('--json', 'print the answer as JSON')
    .action((words: readonly string[], options: OutputOptions & { limit: number }) =>
      withRelease((app) => {
        printOccupations(app.get(OccupationsService).list(words.join(' '), options.limit, null), options);
      }),
    );

  program
    .command('releases')
    .description('list the loaded releases, newest first')
    .option('--json', 'print the answer as JSON')
    .action((options: OutputOptions) => withApp((app) => printReleases(app.get(ReleasesService), options)));
}

interface GapOptions extends OutputOptions {
  readonly byLevel?: boolean;
  readonly release?: string;
}

function printGap({ index, from, to, gaps, compared }: SkillGap, options: GapOptions): void {
  const { skills, release } = index;
  const shown = (options.byLevel ? gaps : missingSkills(gaps)).map(({ skill, fromLevel, toLevel }) => ({
    element_id: skills[skill]?.elementId ?? '',
    skill_name: skills[skill]?.name ?? '',
    from_proficiency_level: fromLevel,
    to_proficiency_level: toLevel,
  }));
  const answer = {
    from_occupation: { code: from.code, title: from.title },
    to_occupation: { code: to.code, title: to.title },
    skill_gaps: options.byLevel ? shown : shown.map(({ skill_name }) => skill_name),
    compared,
    release: release.name,
  };
  print(options, answer, () => {
    const heading = `${from.code} ${from.title} → ${to.code} ${to.title} (release ${release.name})`;
    if (shown.length === 0) return `${heading}\n${describeNoGap(compared)}`;
    const rows = shown.map((gap) => [
      gap.element_id,
      gap.skill_name,
      gap.from_proficiency_level.toFixed(2),
      gap.to_proficiency_level.toFixed(2),
    ]);
    return `${heading}\n${table(['Element', 'Skill', 'From level', 'To level'], rows)}`;
  });
}

/** Not to be mixed up: nothing is lacking, and nothing was there to be compared. */
function describeNoGap(compared: number): string {
  if (compared > 0) return `No gap: ${compared} skills were compared.`;
  return 'Nothing was compared: there is no skill that both occupations are rated on.';
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

function toLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1) throw new InvalidArgumentError('It must be a whole number from 1 to 9999.');
  return limit;
}
