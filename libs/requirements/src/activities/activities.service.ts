import { Injectable } from '@nestjs/common';
import { OccupationsService, type OccupationInRelease } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { requiredPart } from '@app/releases';
import { activitiesIn, type ActivityOfOccupation } from './activities-of-occupation';
import type { TaskEntry } from './task-lists';
import { TASKS } from './tasks-part';

/** What is done on a working day, in the release that is served. */
@Injectable()
export class ActivitiesService {
  constructor(private readonly occupations: OccupationsService) {}

  /** @throws as OccupationsService.getCompleted, PartNotInReleaseError */
  async tasksOf(code: OnetSocCode): Promise<OccupationInRelease & { tasks: TaskEntry[] }> {
    const found = await this.occupations.getCompleted(code);
    return { ...found, tasks: requiredPart(found.view, TASKS, 'tasks').of(code) ?? [] };
  }

  /** @throws as OccupationsService.getCompleted, PartNotInReleaseError */
  async activitiesOf(code: OnetSocCode): Promise<OccupationInRelease & { activities: ActivityOfOccupation[] }> {
    const found = await this.occupations.getCompleted(code);
    return { ...found, activities: activitiesIn(found.view, code) };
  }
}
