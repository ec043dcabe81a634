import type { OnetSocCode } from '@app/onet';
import { requiredPart, type ReleaseView } from '@app/releases';
import { ACTIVITIES, TASKS, type ActivityLists, type TaskEntry } from '@app/requirements';
import { asciiJson } from '../json/ascii-json';
import { compareWork, type ComparedActivity, type DoneActivity } from './compare-work';

/** An activity of one side, with the tasks that speak for it as JSON, core before supplemental. */
interface WrittenActivity extends DoneActivity {
  readonly tasksJson: string;
}

/** Writes what a person would newly do on a working day as JSON, from pieces that never change within a release. */
export class WorkText {
  /** Of each activity that was asked for so far: all up to the tasks. */
  private readonly beginnings: string[] = [];

  constructor(private readonly activities: ActivityLists) {}

  /** The members of a `WorkComparisonDto`, in ASCII, without braces. */
  members(view: ReleaseView, from: OnetSocCode, to: OnetSocCode): string {
    const [ofSource, ofTarget] = [this.activitiesOf(view, from), this.activitiesOf(view, to)];
    const work = compareWork(ofSource, ofTarget);
    return (
      `"compared":{"from":${ofSource.length},"to":${ofTarget.length}},"kept":[${this.list(work.kept)}],` +
      `"new":[${this.list(work.new)}],"dropped":[${this.list(work.dropped)}]`
    );
  }

  private list(compared: readonly ComparedActivity<WrittenActivity>[]): string {
    let text = '';
    for (const { from, to } of compared) {
      const beginning = this.beginning((to ?? from)?.number ?? 0);
      text += `${text && ','}${beginning}{"from":[${from?.tasksJson ?? ''}],"to":[${to?.tasksJson ?? ''}]}}`;
    }
    return text;
  }

  private beginning(number: number): string {
    return (this.beginnings[number] ??= this.write(number));
  }

  private write(number: number): string {
    const { activityId, activity, elementId, elementName } = this.activities.activity(number);
    const above = elementId === null ? null : { element_id: elementId, name: elementName };
    return `${asciiJson({ activity_id: activityId, activity, work_activity: above }).slice(0, -1)},"tasks":`;
  }

  private activitiesOf(view: ReleaseView, code: OnetSocCode): WrittenActivity[] {
    const tasks = view.get(TASKS)?.of(code) ?? [];
    const places = new Map(tasks.map(({ taskId }, place) => [taskId, place]));
    const written = tasks.map(writeTask);
    return (this.activities.of(code) ?? []).map(({ number, taskIds }) => {
      const known = taskIds.flatMap((taskId) => places.get(taskId) ?? []).sort((a, b) => a - b);
      const unknown = taskIds.filter((taskId) => !places.has(taskId));
      const json = [...known.map((place) => written[place]), ...unknown.map(writeUnknown)];
      const coreTasks = known.filter((place) => tasks[place]?.type === 'core').length;
      return { number, coreTasks, tasks: taskIds.length, tasksJson: json.join(',') };
    });
  }
}

function writeTask({ taskId, task, type }: TaskEntry): string {
  return `{"task_id":${taskId},"task":${asciiJson(task)},"type":${type === null ? 'null' : `"${type}"`}}`;
}

/** Of a release that came without tasks, their numbers are known alone. */
function writeUnknown(taskId: number): string {
  return `{"task_id":${taskId},"task":null,"type":null}`;
}

const texts = new WeakMap<ActivityLists, WorkText>();

/**
 * The members of a `WorkComparisonDto`, in ASCII, without braces.
 * @throws PartNotInReleaseError
 */
export function workMembers(view: ReleaseView, from: OnetSocCode, to: OnetSocCode): string {
  const activities = requiredPart(view, ACTIVITIES, 'activities');
  const text = texts.get(activities) ?? new WorkText(activities);
  texts.set(activities, text);
  return text.members(view, from, to);
}
