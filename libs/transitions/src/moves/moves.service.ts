import { Injectable } from '@nestjs/common';
import { RELATED } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { inOrderOfPriority, occupationsOf, sideIn, summarise, weigh, type Side, type Source } from '@app/skill-gap';
import { PROFILES } from '@app/skills';
import { rowsOf, type ComparedOccupations } from '../matrices/compared-occupations';
import { lacksFrom, lacksTo, similaritiesOf, type Lacks } from '../matrices/shortfalls';
import { profileOf, sourceOf, type TransitionSource } from '../matrices/transition-profile';
import { TRANSITIONS } from '../matrices/transitions-part';
import { toOccupation, toRank, toShare } from '../sides/answer-parts';
import type { RankedOccupationDto } from './moves.dto';
import { rankMoves, rankSimilar, type RankedBy, type Ranking, type RankingLimits } from './rank-occupations';

/** What occupations are ranked for: an occupation, or a person. */
export interface RankedFor<Ranked extends Source = Source> {
  readonly view: ReleaseView;
  readonly side: Ranked;
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
    return fromThere(asked, (by) => rankSimilar(by, limit));
  }

  /** Where somebody could go. */
  moves(asked: RankedFor, limits: RankingLimits, limit: number): Promise<RankedOccupations> {
    return fromThere(asked, (by) => rankMoves(by, asked.side.jobZone, limits, limit));
  }

  /** Where people for an occupation could come from. */
  async feeders(asked: RankedFor<Side>, limits: RankingLimits, limit: number): Promise<RankedOccupations> {
    const { view, side } = asked;
    const occupations = await occupationsFor(asked);
    const target = profileOf(side);
    const by = { ...(await criteriaOf(asked, target, occupations)), ...lacksTo(target, occupations) };
    const ranking = rankMoves(by, side.jobZone, limits, limit);
    return listed(asked, occupations, { by, ranking, wayBetween: (other) => wayOf(view, other, side) });
  }
}

async function fromThere(asked: RankedFor, rank: (by: RankedBy) => Ranking): Promise<RankedOccupations> {
  const { view, side } = asked;
  const occupations = await occupationsFor(asked);
  const source = sourceOf(side);
  const by = { ...(await criteriaOf(asked, source, occupations)), ...lacksFrom(source, occupations) };
  return listed(asked, occupations, { by, ranking: rank(by), wayBetween: (other) => wayOf(view, side, other) });
}

function occupationsFor({ view, estimates }: RankedFor): Promise<ComparedOccupations> {
  return view.get(TRANSITIONS).occupations(estimates);
}

async function criteriaOf(
  asked: RankedFor,
  source: TransitionSource,
  occupations: ComparedOccupations,
): Promise<Omit<RankedBy, keyof Lacks>> {
  return {
    similarities: (await similaritiesAmongRated(asked, occupations)) ?? similaritiesOf(source, occupations),
    jobZones: occupations.jobZones,
    own: rowsOf(asked.side, occupations),
  };
}

/** As the matrices have them, which are of rated occupations; null for anybody else, and where estimated ones are ranked too. */
async function similaritiesAmongRated(
  { view, side, estimates }: RankedFor,
  { rows }: ComparedOccupations,
): Promise<Int32Array | null> {
  const row = side.basis === 'rated' && !estimates ? rows.get(side.code) : undefined;
  if (row === undefined) return null;
  const { size, similarities } = await view.get(TRANSITIONS).matrices();
  return similarities.subarray(row * size, (row + 1) * size);
}

interface Ranked {
  readonly by: RankedBy;
  readonly ranking: Ranking;
  /** What is lacking on the way that the ranking is about. */
  readonly wayBetween: (other: Side) => Way;
}

function listed(
  { view, side, estimates }: RankedFor,
  occupations: ComparedOccupations,
  { by, ranking, wayBetween }: Ranked,
): RankedOccupations {
  const tiers = tiersOf(view, side);
  const rows = ranking.rows.flatMap((row): RankedOccupationDto[] => {
    const other = sideIn(view, occupations.codes[row] ?? '', estimates);
    if (!other) return [];
    const similarity = by.similarities[row] ?? 0;
    return [
      {
        ...toOccupation(other),
        similarity: toShare(similarity),
        ...toRank(similarity, view),
        ...wayBetween(other),
        related_tier: tiers.get(other.code) ?? null,
      },
    ];
  });
  return { compared: occupations.codes.length - by.own.size, eligible: ranking.eligible, rows };
}

type Way = Pick<RankedOccupationDto, 'coverage' | 'real_gaps' | 'top_gaps'>;

/** What is lacking on the way from one side to another. */
function wayOf(view: ReleaseView, from: Source, to: Side): Way {
  const [have, need] = [from.ratings('skills'), to.ratings('skills')];
  if (!have || !need) return { coverage: null, real_gaps: 0, top_gaps: [] };
  const weighed = weigh(have, need);
  const { coverage, verdicts } = summarise(have, need, weighed);
  const gaps = inOrderOfPriority(weighed, 'gaps');
  const elements = view.get(PROFILES).elements('skills');
  return {
    coverage: coverage === null ? null : toShare(coverage),
    real_gaps: verdicts.real,
    top_gaps: gaps.slice(0, TOP_GAPS).flatMap((element) => elements[element]?.name ?? []),
  };
}

/** Of a person, what is related to any past occupation counts, as near as it is to the nearest. */
function tiersOf(view: ReleaseView, side: Source): ReadonlyMap<OnetSocCode, string> {
  const related = occupationsOf(side).flatMap(({ code }) => view.get(RELATED)?.of(code) ?? []);
  return new Map(related.sort((a, b) => b.index - a.index).map(({ code, tier }) => [code, tier]));
}
