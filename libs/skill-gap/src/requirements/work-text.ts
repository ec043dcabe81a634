import type { OnetSocCode } from '@app/onet';
import { requiredPart, type ReleaseView } from '@app/releases';
import { ACTIVITIES, TASKS, type ActivityLists, type TaskEntry, type TaskLists } from '@app/requirements';
import { asciiJson, compact } from '../json/ascii-json';
import { keptByOccupation } from '../json/kept-texts';
import { compareWork, type ComparedActivity, type DoneActivity } from './compare-work';

/** An activity of one side, with the tasks that speak for it as JSON, core before supplemental. */
interface WrittenActivity extends DoneActivity {
  readonly tasksJson: string;
}

/** Writes what a person would newly do on a working day as JSON, from pieces that never change within a release. */
export class WorkText {
  /** Some 8 kB an occupation. */
  private readonly activitiesOf = keptByOccupation((code) => this.writeActivitiesOf(code));
  /** Of each activity that was asked for so far: what never changes. */
  private readonly beginnings: string[] = [];
  private readonly partsOf: (string | null)[] = [];

  /** @param tasks null of a release that came without them */
  constructor(
    private readonly activities: ActivityLists,
    private readonly tasks: TaskLists | null,
  ) {}

  /** The members of a `WorkComparisonDto`, in ASCII, without braces. */
  members(from: readonly OnetSocCode[], to: OnetSocCode): string {
    const [ofSource, ofTarget] = [this.activitiesOfAll(from), this.activitiesOf(to)];
    const work = compareWork(ofSource, ofTarget);
    return (
      `"compared":{"from":${ofSource.length},"to":${ofTarget.length}},"kept":[${this.list(work.kept)}],` +
      `"new":[${this.list(work.new)}],"dropped":[${this.list(work.dropped)}]`
    );
  }

  private list(compared: readonly ComparedActivity<WrittenActivity>[]): string {
    let text = '';
    for (const { from, to, familiar } of compared) {
      const tasks = `{"from":[${from?.tasksJson ?? ''}],"to":[${to?.tasksJson ?? ''}]}`;
      text += `${text && ','}${this.beginning((to ?? from)?.number ?? 0)}"familiar":${familiar},"tasks":${tasks}}`;
    }
    return text;
  }

  private beginning(number: number): string {
    return (this.beginnings[number] ??= this.write(number));
  }

  private partOf(number: number): string | null {
    const known = this.partsOf[number];
    return known === undefined ? (this.partsOf[number] = this.activities.activity(number).elementId) : known;
  }

  private write(number: number): string {
    const { activityId, activity, elementId, elementName } = this.activities.activity(number);
    const above = elementId === null ? null : { element_id: elementId, name: elementName };
    return compact(`${asciiJson({ activity_id: activityId, activity, work_activity: above }).slice(0, -1)},`);
  }

  /** What is done in any of some occupations, in the order of the content model, with the tasks of all of them. */
  private activitiesOfAll(codes: readonly OnetSocCode[]): readonly WrittenActivity[] {
    const [first, ...others] = codes.map((code) => this.activitiesOf(code));
    if (!first || others.length === 0) return first ?? [];
    const byNumber = new Map(first.map((activity) => [activity.number, activity]));
    for (const activity of others.flat()) {
      const known = byNumber.get(activity.number);
      byNumber.set(activity.number, known ? join(known, activity) : activity);
    }
    return [...byNumber.values()].sort((a, b) => a.number - b.number);
  }

  private writeActivitiesOf(code: OnetSocCode): WrittenActivity[] {
    const tasks = this.tasks?.of(code) ?? [];
    const places = new Map(tasks.map(({ taskId }, place) => [taskId, place]));
    const written = tasks.map(writeTask);
    const activities: WrittenActivity[] = [];
    for (const { number, taskIds } of this.activities.of(code) ?? []) {
      let [coreTasks, unknown] = [0, ''];
      const known: number[] = [];
      for (const taskId of taskIds) {
        const place = places.get(taskId);
        if (place === undefined) unknown += `,${writeUnknown(taskId)}`;
        else known.push(place);
      }
      if (known.length > 1) known.sort((a, b) => a - b);
      let json = '';
      for (const place of known) {
        json += `,${written[place]}`;
        if (tasks[place]?.type === 'core') coreTasks++;
      }
      activities.push({
        number,
        partOf: this.partOf(number),
        coreTasks,
        tasks: taskIds.length,
        tasksJson: compact((json + unknown).slice(1)),
      });
    }
    return activities;
  }
}

/** The tasks of one occupation stay together. */
function join(one: WrittenActivity, other: WrittenActivity): WrittenActivity {
  return {
    ...one,
    coreTasks: one.coreTasks + other.coreTasks,
    tasks: one.tasks + other.tasks,
    tasksJson: [one.tasksJson, other.tasksJson].filter(Boolean).join(','),
  };
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
 * @param from all that somebody has been in
 * @throws PartNotInReleaseError
 */
export function workMembers(view: ReleaseView, from: readonly OnetSocCode[], to: OnetSocCode): string {
  const activities = requiredPart(view, ACTIVITIES, 'activities');
  const text = texts.get(activities) ?? new WorkText(activities, view.get(TASKS));
  texts.set(activities, text);
  return text.members(from, to);
}
