import { Injectable } from '@nestjs/common';
import type { ReadBy } from '@app/http';
import { PersonsService, reference, sideIn, toPerson, type PersonSide, type Side } from '@app/skill-gap';
import { ESTIMATES } from '@app/skills';
import type { ReleaseView } from '@app/releases';
import { closest, profileOf } from '../matrices/transition-profile';
import { MovesService } from '../moves/moves.service';
import { toLimits } from '../moves/to-rankings';
import { PathsService } from '../paths/paths.service';
import { toWays } from '../paths/to-paths';
import { aboutAnswer } from '../sides/answer-parts';
import { zoneLimit } from '../sides/transition-parameters';
import { requireDomains } from '../sides/transition-sides.service';
import { UnlocksService } from '../unlocks/unlocks.service';
import type { PersonMovesDto, PersonPathsDto, PersonUnlocksDto } from './person-answers.dto';
import type { MOVES_BODY, PATHS_BODY, UNLOCKS_BODY } from './person-bodies';

/** Answers for persons what is answered for occupations. What they say is kept nowhere. */
@Injectable()
export class PersonTransitionsService {
  constructor(
    private readonly persons: PersonsService,
    private readonly ranking: MovesService,
    private readonly unlocked: UnlocksService,
    private readonly ways: PathsService,
  ) {}

  /** @throws as PersonsService.person, PartNotInReleaseError for a release without skills or knowledge */
  async moves(request: ReadBy<typeof MOVES_BODY>): Promise<PersonMovesDto> {
    const { view, from } = await this.persons.person(request);
    requireDomains(view);
    const { min_coverage: coverage, max_zone_step: zones, limit, estimates } = request;
    const asked = { view, side: from, estimates: estimates === 'on' };
    const limits = { coverage, zoneStep: zoneLimit(zones) };
    const found = await this.ranking.moves(asked, limits, limit);
    return {
      ...head(view, from),
      ...{ compared: found.compared, ...toLimits(limits), eligible: found.eligible },
      moves: found.rows.map((row) => {
        const nearest = nearestOf(from, sideIn(view, row.code, asked.estimates));
        return Object.assign(row, { nearest_occupation: reference(nearest) });
      }),
      ...aboutAnswer(view, [from, ...found.rows]),
    };
  }

  /** @throws as moves */
  async unlocks(request: ReadBy<typeof UNLOCKS_BODY>): Promise<PersonUnlocksDto> {
    const { view, from } = await this.persons.person(request);
    requireDomains(view);
    const isEstimating = request.estimates === 'on';
    return {
      ...head(view, from),
      ...(await this.unlocked.of(view, from, request.pool, isEstimating)),
      ...aboutAnswer(view, [from], isEstimating),
    };
  }

  /** @throws as PersonsService.pair, PartNotInReleaseError for a release without skills or knowledge */
  async paths(request: ReadBy<typeof PATHS_BODY>): Promise<PersonPathsDto> {
    const { view, from, to } = await this.persons.pair(request);
    requireDomains(view);
    const limits = {
      ...{ mostStops: request.max_stops, leastPercentile: request.min_percentile },
      ...{ zoneUp: zoneLimit(request.max_zone_up), corridor: request.corridor === 'on' },
    };
    const question = { view, from, to };
    return { ...head(view, from), ...toWays(question, await this.ways.find(question, limits), null) };
  }
}

function head(view: ReleaseView, from: PersonSide): Pick<PersonMovesDto, 'release' | 'from'> {
  return { release: view.release.name, from: toPerson(from, view.get(ESTIMATES)) };
}

/** The past occupation by which a person is as similar to another as they are; of two alike the first one. */
function nearestOf({ past: [first, ...others] }: PersonSide, to: Side | null): Side {
  if (!first || !to) throw new Error('an occupation is ranked for a person without past ones, or has no ratings');
  const target = profileOf(to).similarTo;
  const similarityOf = (side: Side) => closest(profileOf(side).similarTo, target);
  return others.reduce<Side>((nearest, side) => (similarityOf(side) > similarityOf(nearest) ? side : nearest), first);
}
