import { Injectable } from '@nestjs/common';
import { OccupationsService, type MeantOccupation, type OccupationInRelease } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { requiredPart } from '@app/releases';
import { activitiesIn, type ActivityOfOccupation } from './activities-of-occupation';
import type { TaskEntry } from './task-lists';
import { TASKS } from './tasks-part';

/** What is done on a working day, in the release that is served. */
@Injectable()
export class ActivitiesService {
  constructor(private readonly occupations: OccupationsService) {}

  /** @throws as OccupationsService.getMeant, PartNotInReleaseError */
  async tasksOf(asked: OnetSocCode): Promise<OccupationInRelease & MeantOccupation & { tasks: TaskEntry[] }> {
    const found = await this.occupations.getMeant(asked);
    return { ...found, tasks: requiredPart(found.view, TASKS, 'tasks').of(found.code) ?? [] };
  }

  /** @throws as OccupationsService.getMeant, PartNotInReleaseError */
  async activitiesOf(
    asked: OnetSocCode,
  ): Promise<OccupationInRelease & MeantOccupation & { activities: ActivityOfOccupation[] }> {
    const found = await this.occupations.getMeant(asked);
    return { ...found, activities: activitiesIn(found.view, found.code) };
  }
}
