import { Injectable } from '@nestjs/common';
import { RELATED } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { inOrderOfPriority, occupationsOf, sideIn, verdictOf, weigh, type Side, type Source } from '@app/skill-gap';
import { PROFILES, type ComparableRatings } from '@app/skills';
import { rowsOf, type ComparedOccupations } from '../matrices/compared-occupations';
import { lacksFromRow, lacksToRow, similaritiesOfRow, type Matrices } from '../matrices/matrices';
import { lacksFrom, lacksTo, NO_SHORTFALL, shortfallOf, similaritiesOf, type Lacks } from '../matrices/shortfalls';
import { profileOf, sourceOf } from '../matrices/transition-profile';
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
const MILLION = 1_000_000;

/** Ranks the occupations of a release for one of them. */
@Injectable()
export class MovesService {
  async similar(asked: RankedFor, limit: number): Promise<RankedOccupations> {
    const standing = await standingOf(asked);
    return listed(asked, standing, { ...wayFrom(asked, standing), ranking: rankSimilar(standing, limit) });
  }

  /** Where somebody could go. */
  async moves(asked: RankedFor, limits: RankingLimits, limit: number): Promise<RankedOccupations> {
    const standing = await standingOf(asked);
    const way = wayFrom(asked, standing);
    const ranking = rankMoves({ ...standing, ...way.lacks }, asked.side.jobZone, limits, limit);
    return listed(asked, standing, { ...way, ranking });
  }

  /** Where people for an occupation could come from. */
  async feeders(asked: RankedFor<Side>, limits: RankingLimits, limit: number): Promise<RankedOccupations> {
    const standing = await standingOf(asked);
    const way = wayTo(asked, standing);
    const ranking = rankMoves({ ...standing, ...way.lacks }, asked.side.jobZone, limits, limit);
    return listed(asked, standing, { ...way, ranking });
  }
}

/** How those who are ranked stand to the one that they are ranked for. */
interface Standing extends Omit<RankedBy, keyof Lacks> {
  readonly occupations: ComparedOccupations;
  /** Where that one is in the matrices, which are of rated occupations; null for anybody else, and with estimated ones. */
  readonly among: { readonly matrices: Matrices; readonly row: number } | null;
}

async function standingOf({ view, side, estimates }: RankedFor): Promise<Standing> {
  const transitions = view.get(TRANSITIONS);
  const occupations = await transitions.occupations(estimates);
  const row = side.basis === 'rated' && !estimates ? occupations.rows.get(side.code) : undefined;
  const among = row === undefined ? null : { matrices: await transitions.matrices(), row };
  return {
    occupations,
    among,
    similarities: among ? similaritiesOfRow(among.matrices, among.row) : similaritiesOf(sourceOf(side), occupations),
    jobZones: occupations.jobZones,
    own: rowsOf(side, occupations),
  };
}

/** The skills of both ends of a way; undefined where one has no ratings of them. */
interface Skills {
  readonly have: ComparableRatings | undefined;
  readonly need: ComparableRatings | undefined;
}

/** The way that a ranking is about: what is lacking on it, in all and between two. */
interface Way {
  readonly lacks: Lacks;
  readonly between: (other: Side) => Skills;
}

function wayFrom({ side }: RankedFor, { among, occupations }: Standing): Way {
  const have = side.ratings('skills');
  return {
    lacks: among ? lacksFromRow(among.matrices, occupations, among.row) : lacksFrom(sourceOf(side), occupations),
    between: (other) => ({ have, need: other.ratings('skills') }),
  };
}

function wayTo({ side }: RankedFor<Side>, { among, occupations }: Standing): Way {
  const need = side.ratings('skills');
  return {
    lacks: among ? lacksToRow(among.matrices, occupations, among.row) : lacksTo(profileOf(side), occupations),
    between: (other) => ({ have: other.ratings('skills'), need }),
  };
}

function listed(
  { view, side, estimates }: RankedFor,
  { occupations, similarities, own }: Standing,
  { lacks: { lacks, needs }, between, ranking }: Way & { readonly ranking: Ranking },
): RankedOccupations {
  const tiers = tiersOf(view, side);
  const rows = ranking.rows.flatMap((row): RankedOccupationDto[] => {
    const other = sideIn(view, occupations.codes[row] ?? '', estimates);
    if (!other) return [];
    const { code, title, job_zone, basis } = toOccupation(other);
    const similarity = similarities[row] ?? 0;
    const { percentile, band } = toRank(similarity, view);
    const shortfall = shortfallOf(lacks[row] ?? 0, needs[row] ?? 0);
    const { real_gaps, top_gaps } = gapsOf(view, between(other));
    return [
      // Member by member: to spread them takes a tenth of all that an answer does.
      {
        code,
        title,
        job_zone,
        basis,
        similarity: toShare(similarity),
        percentile,
        band,
        coverage: shortfall === NO_SHORTFALL ? null : toShare(MILLION - shortfall),
        real_gaps,
        top_gaps,
        related_tier: tiers.get(code) ?? null,
      },
    ];
  });
  return { compared: occupations.codes.length - own.size, eligible: ranking.eligible, rows };
}

/** How many gaps are real, and which weigh most. */
function gapsOf(view: ReleaseView, { have, need }: Skills): Pick<RankedOccupationDto, 'real_gaps' | 'top_gaps'> {
  if (!have || !need) return { real_gaps: 0, top_gaps: [] };
  const gaps = inOrderOfPriority(weigh(have, need), 'gaps');
  const elements = view.get(PROFILES).elements('skills');
  return {
    real_gaps: gaps.filter((element) => verdictOf(have, need, element) === 'real').length,
    top_gaps: gaps.slice(0, TOP_GAPS).flatMap((element) => elements[element]?.name ?? []),
  };
}

/** Of a person, what is related to any past occupation counts, as near as it is to the nearest. */
function tiersOf(view: ReleaseView, side: Source): ReadonlyMap<OnetSocCode, string> {
  const related = occupationsOf(side).flatMap(({ code }) => view.get(RELATED)?.of(code) ?? []);
  return new Map(related.sort((a, b) => b.index - a.index).map(({ code, tier }) => [code, tier]));
}
