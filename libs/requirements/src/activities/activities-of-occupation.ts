import type { OnetSocCode } from '@app/onet';
import { requiredPart, type ReleaseView } from '@app/releases';
import { ACTIVITIES } from './activities-part';
import type { Activity } from './pack-activities';
import type { TaskEntry, TaskType } from './task-lists';
import { TASKS } from './tasks-part';

/** A task as an activity names it. */
export interface TaskOfActivity {
  readonly taskId: number;
  /** Null, like the type, where the release came without tasks. */
  readonly task: string | null;
  readonly type: TaskType | null;
}

/** A detailed work activity, and the tasks of one occupation that it is part of. */
export interface ActivityOfOccupation extends Activity {
  /** In the order in which the tasks of the occupation are listed. */
  readonly tasks: readonly TaskOfActivity[];
}

/**
 * The detailed work activities of an occupation with their tasks, in the order of the content model.
 * @throws PartNotInReleaseError
 */
export function activitiesIn(view: ReleaseView, code: OnetSocCode): ActivityOfOccupation[] {
  const activities = requiredPart(view, ACTIVITIES, 'activities');
  const tasks = view.get(TASKS)?.of(code) ?? [];
  return (activities.of(code) ?? []).map(({ number, taskIds }) => ({
    ...activities.activity(number),
    tasks: tasksOf(taskIds, tasks),
  }));
}

function tasksOf(taskIds: readonly number[], tasks: readonly TaskEntry[]): TaskOfActivity[] {
  const wanted = new Set(taskIds);
  const listed = tasks.filter(({ taskId }) => wanted.delete(taskId));
  return [...listed, ...[...wanted].map((taskId) => ({ taskId, task: null, type: null }))];
}
