import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import type { Side } from '@app/skill-gap';
import { PROFILES, type ComparableRatings } from '@app/skills';
import { isNear } from '../matrices/job-zones';
import { TRANSITIONS } from '../matrices/transitions-part';
import type { RankingLimits } from '../moves/rank-occupations';
import { zoneLimit } from '../sides/transition-parameters';
import { TransitionSides, type TransitionScope } from '../sides/transition-sides.service';
import { eachInTurn } from '../turns/turns';
import { assign, NOT_ELIGIBLE, type Assignment } from './assign';
import type { CohortRequest } from './cohort-body';
import { isOfGroup, membersOfEntries, type CohortEntry } from './cohort-members';
import { CohortTable } from './cohort-table';

/** People in origins, and the targets that they may go to. */
export interface Cohort {
  readonly view: ReleaseView;
  readonly origins: readonly Side[];
  readonly people: readonly number[];
  readonly targets: readonly Side[];
  /** Null for as many as come. */
  readonly places: readonly (number | null)[];
}

export interface PlannedCohort extends Cohort {
  readonly table: CohortTable;
  /** [origin × target]: the shortfall, or `NOT_ELIGIBLE`. */
  readonly costs: Int32Array;
  readonly assignment: Assignment;
}

/** Compares people of many occupations with many targets, and says who goes where at the least shortfall in all. */
@Injectable()
export class CohortsService {
  constructor(private readonly sides: TransitionSides) {}

  /**
   * @throws InvalidParametersError for too many occupations, or one that is named twice; NoReleasePublishedError,
   *   ReleaseNotFoundError, PartNotInReleaseError, OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError
   */
  async plan(request: CohortRequest): Promise<PlannedCohort> {
    const cohort = await this.find(request);
    const table = await compare(cohort);
    const limits = { coverage: request.min_coverage, zoneStep: zoneLimit(request.max_zone_step) };
    const costs = await costsOf(cohort, table, limits);
    const assignment = await assign({ people: cohort.people, places: cohort.places, costs });
    return { ...cohort, table, costs, assignment };
  }

  private async find({ origins, targets, release, estimates }: CohortRequest): Promise<Cohort> {
    const scope: TransitionScope = { release, estimates: estimates === 'on' };
    const { codes } = await (await this.sides.view(scope)).get(TRANSITIONS).occupations(scope.estimates);
    const membersOf = (group: OnetSocCode) => codes.filter((code) => isOfGroup(code, group));
    const from = membersOfEntries(
      'origins',
      origins.map(({ code, people }) => ({ code, count: people })),
      membersOf,
    );
    const to = membersOfEntries(
      'targets',
      targets.map(({ code, capacity }) => ({ code, count: capacity })),
      membersOf,
    );
    const [first, ...others] = [...from, ...to].map(({ code }) => code);
    const { view, sides } = await this.sides.of([first ?? '', ...others], scope);
    return {
      view,
      origins: sides.slice(0, from.length),
      people: from.map(({ count }) => count ?? 0),
      targets: sides.slice(from.length),
      places: to.map(({ count }: CohortEntry) => count),
    };
  }
}

async function compare({ view, origins, people, targets }: Cohort): Promise<CohortTable> {
  const table = new CohortTable(people, targets.length, view.get(PROFILES).elements('skills').length);
  const wanted = targets.map(skillsOf);
  await eachInTurn(origins, (side, origin) => {
    const from = skillsOf(side);
    for (const [target, to] of wanted.entries()) table.fill(origin, target, from, to);
  });
  return table;
}

async function costsOf({ origins, targets }: Cohort, table: CohortTable, limits: RankingLimits): Promise<Int32Array> {
  const costs = new Int32Array(table.shortfalls.length).fill(NOT_ELIGIBLE);
  await eachInTurn(origins, ({ jobZone }, origin) => {
    for (const [target, to] of targets.entries()) {
      const cell = origin * targets.length + target;
      const isEligible = table.covers(cell, limits.coverage) && isNear(jobZone, to.jobZone ?? 0, limits.zoneStep);
      if (isEligible) costs[cell] = table.shortfalls[cell] ?? NOT_ELIGIBLE;
    }
  });
  return costs;
}

function skillsOf(side: Side): ComparableRatings {
  const skills = side.ratings('skills');
  if (!skills) throw new Error(`${side.code} has no ratings of skills`);
  return skills;
}
