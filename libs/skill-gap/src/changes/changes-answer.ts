import type { Domain } from '@app/onet';
import type { ElementEntry } from '@app/skills';
import { citationOf } from '../gap-analysis/limits';
import type { ElementGap } from './compare-gaps';
import { changesOf, type DomainChanges, type Incomparable, type PairInReleases } from './gap-changes';
import type { ChangedGapDto, ElementGapDto } from './changed-gap.dto';
import type { ChangedDomainDto, GapChangesDto, NotComparedDto } from './gap-changes.dto';

const MILLION = 1_000_000;

/**
 * What has become of the gaps of two occupations, as it is answered.
 * @throws PartNotInReleaseError for a domain that neither release has
 */
export function answerChanges(pair: PairInReleases, domains: readonly Domain[] | null): GapChangesDto {
  const { before, after } = pair;
  const changes = [...changesOf(pair, domains)];
  const [earlier, later] = [before.index.release.name, after.index.release.name];
  return {
    from: { code: after.from.code, title: after.from.title },
    to: { code: after.to.code, title: after.to.title },
    between: { before: earlier, after: later },
    domains: Object.fromEntries(
      changes.map(([domain, each]) => [domain, 'obstacles' in each ? null : answerDomain(each)]),
    ),
    not_compared: changes.flatMap(([domain, each]) => ('obstacles' in each ? answerObstacles(domain, each) : [])),
    citation: citationOf(earlier, later),
  };
}

function answerDomain({ before, after, elements, added, removed }: DomainChanges): ChangedDomainDto {
  const changed = elements.filter(({ kind }) => kind !== 'unchanged');
  return {
    compared: elements.length,
    coverage_before: share(before.coverage),
    coverage_after: share(after.coverage),
    unchanged: elements.length - changed.length,
    real: changed.filter(({ certainty }) => certainty === 'real').length,
    data_fixes: elements.filter(({ isDataFix }) => isDataFix).length,
    changes: changed
      .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || a.element.after - b.element.after)
      .map(answerChange),
    added: added.map(referenceOf),
    removed: removed.map(referenceOf),
  };
}

function answerChange(change: DomainChanges['elements'][number]): ChangedGapDto {
  const { entry, kind, before, after, difference, halfWidth, certainty, rerated, isDataFix } = change;
  return {
    ...referenceOf(entry),
    change: kind,
    before: answerGap(before),
    after: answerGap(after),
    difference: difference / 100,
    half_width: halfWidth === null ? null : halfWidth / 10_000,
    certainty,
    rerated,
    data_fix: isDataFix,
  };
}

function answerGap({ fromLevel, toLevel, gap, verdict }: ElementGap): ElementGapDto {
  return { from_level: fromLevel / 100, to_level: toLevel / 100, gap: gap / 100, verdict };
}

function answerObstacles(domain: Domain, { obstacles }: Incomparable): NotComparedDto[] {
  return obstacles.map(({ release, reason }) => ({ domain, release, reason }));
}

function referenceOf({ elementId, name }: ElementEntry) {
  return { element_id: elementId, name };
}

function share(millionths: number | null): number | null {
  return millionths === null ? null : millionths / MILLION;
}
