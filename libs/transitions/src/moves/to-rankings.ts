import { aboutAnswer, toOccupation, type About } from '../sides/answer-parts';
import type { NamedSide } from '../sides/transition-sides.service';
import { MOST_ZONES } from '../sides/transition-parameters';
import type { FeedersDto, MovesDto, SimilarOccupationsDto } from './moves.dto';
import type { RankedFor, RankedOccupations } from './moves.service';
import type { RankingLimits } from './rank-occupations';

type Asked = RankedFor<NamedSide>;

/** The answer of `/similar`. */
export function toSimilar(asked: Asked, { rows, compared }: RankedOccupations): SimilarOccupationsDto {
  return { ...headOf(asked), compared, similar: [...rows], ...about(asked, rows) };
}

/** The answer of `/moves`. */
export function toMoves(asked: Asked, limits: RankingLimits, { rows, ...found }: RankedOccupations): MovesDto {
  return { ...headOf(asked), ...toLimits(limits), ...found, moves: [...rows], ...about(asked, rows) };
}

/** The answer of `/feeders`. */
export function toFeeders(asked: Asked, limits: RankingLimits, { rows, ...found }: RankedOccupations): FeedersDto {
  return { ...headOf(asked), ...toLimits(limits), ...found, feeders: [...rows], ...about(asked, rows) };
}

/** Limits as answers repeat them. */
export function toLimits({ coverage, zoneStep }: RankingLimits): Pick<MovesDto, 'min_coverage' | 'max_zone_step'> {
  return { min_coverage: coverage / 1000, max_zone_step: zoneStep ?? MOST_ZONES };
}

function headOf({ view, side }: Asked): Pick<MovesDto, 'release' | 'occupation'> {
  return { release: view.release.name, occupation: toOccupation(side) };
}

function about({ view, side }: Asked, rows: RankedOccupations['rows']): About {
  return aboutAnswer(view, [side, ...rows]);
}
