import type { NamedSide } from '../sides/transition-sides.service';
import { Injectable } from '@nestjs/common';
import { RELATED } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { compareDomain, sideIn, type Side } from '@app/skill-gap';
import { PROFILES } from '@app/skills';
import type { ComparedOccupations } from '../matrices/compared-occupations';
import { lacksFrom, lacksTo, similaritiesOf } from '../matrices/shortfalls';
import { profileOf } from '../matrices/transition-profile';
import { TRANSITIONS } from '../matrices/transitions-part';
import { toOccupation, toRank, toShare } from '../sides/answer-parts';
import type { RankedOccupationDto } from './moves.dto';
import { rankMoves, rankSimilar, type RankedBy, type Ranking, type RankingLimits } from './rank-occupations';

/** Which way the ranked occupations are gone: from the one that is asked for, or to it. */
export type Direction = 'from' | 'to';

/** The occupation that the others are ranked for. */
export interface RankedFor {
  readonly view: ReleaseView;
  readonly side: NamedSide;
  readonly estimates: boolean;
}

export interface RankedOccupations {
  readonly compared: number;
  /** Those within the limits, listed or not. */
  readonly eligible: number;
  readonly rows: readonly RankedOccupationDto[];
}

const TOP_GAPS = 3;

/** Ranks the occupations of a release for one of them. */
@Injectable()
export class MovesService {
  similar(asked: RankedFor, limit: number): Promise<RankedOccupations> {
    return rank(asked, 'from', (by) => rankSimilar(by, limit));
  }

  /** Where somebody in it could go, or where people for it could come from. */
  within(asked: RankedFor, direction: Direction, limits: RankingLimits, limit: number): Promise<RankedOccupations> {
    return rank(asked, direction, (by) => rankMoves(by, asked.side.jobZone, limits, limit));
  }
}

async function rank(asked: RankedFor, direction: Direction, by: (by: RankedBy) => Ranking): Promise<RankedOccupations> {
  const { view, side, estimates } = asked;
  const occupations = await view.get(TRANSITIONS).occupations(estimates);
  const criteria = criteriaOf(side, occupations, direction);
  const { rows, eligible } = by(criteria);
  const tiers = tiersOf(view, side.code);
  const ranked = rows.flatMap((row): RankedOccupationDto[] => {
    const other = sideIn(view, occupations.codes[row] ?? '', estimates);
    if (!other) return [];
    const similarity = criteria.similarities[row] ?? 0;
    return [
      {
        ...toOccupation(other),
        similarity: toShare(similarity),
        ...toRank(similarity, view),
        ...(direction === 'from' ? wayOf(view, side, other) : wayOf(view, other, side)),
        related_tier: tiers.get(other.code) ?? null,
      },
    ];
  });
  return { compared: occupations.codes.length - (criteria.self < 0 ? 0 : 1), eligible, rows: ranked };
}

function criteriaOf(side: Side, occupations: ComparedOccupations, direction: Direction): RankedBy {
  const profile = profileOf(side);
  return {
    ...(direction === 'from' ? lacksFrom(profile, occupations) : lacksTo(profile, occupations)),
    similarities: similaritiesOf(profile, occupations),
    jobZones: occupations.jobZones,
    self: occupations.rows.get(side.code) ?? -1,
  };
}

/** What is lacking on the way from one occupation to another. */
function wayOf(
  view: ReleaseView,
  from: Side,
  to: Side,
): Pick<RankedOccupationDto, 'coverage' | 'real_gaps' | 'top_gaps'> {
  const [have, need] = [from.ratings('skills'), to.ratings('skills')];
  if (!have || !need) return { coverage: null, real_gaps: 0, top_gaps: [] };
  const { summary, gaps } = compareDomain(have, need, 'gaps');
  const elements = view.get(PROFILES).elements('skills');
  return {
    coverage: summary.coverage === null ? null : toShare(summary.coverage),
    real_gaps: summary.verdicts.real,
    top_gaps: gaps.slice(0, TOP_GAPS).flatMap(({ element }) => elements[element]?.name ?? []),
  };
}

function tiersOf(view: ReleaseView, code: OnetSocCode): ReadonlyMap<OnetSocCode, string> {
  return new Map(
    view
      .get(RELATED)
      ?.of(code)
      ?.map((related) => [related.code, related.tier]),
  );
}
