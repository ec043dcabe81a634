import { ActivityLists } from './activity-lists';
import { ActivityPacker } from './pack-activities';
import { TaskPacker } from './pack-tasks';
import { TaskLists } from './task-lists';

const CODE = '11-1011.00';

function task(taskId: number, taskType: string | null, changes = {}) {
  const ofTask = { releaseId: 1, onetSocCode: CODE, taskId, task: `Do ${taskId}.`, taskType };
  return { ...ofTask, incumbentsResponding: 28, dateUpdated: '2023-08-01', domainSource: 'Incumbent', ...changes };
}

function activity(activityId: string) {
  const group = { intermediateActivityId: 'I', intermediateActivity: null, elementId: '4.A.1', elementName: null };
  return { activityId, activity: `Activity ${activityId}`, ...group };
}

it('lists core before supplemental before unrated tasks, each by id', () => {
  const packer = new TaskPacker();
  const missing = { incumbentsResponding: null, dateUpdated: null, domainSource: null };
  packer.add({
    code: CODE,
    rows: [task(4, null, missing), task(3, 'Supplemental'), task(10, 'Core'), task(9, 'Core'), task(2, 'Supplemental')],
  });
  const tasks = new TaskLists(structuredClone(packer.build())!);
  expect(tasks.of(CODE)!.map(({ taskId, type }) => [taskId, type])).toEqual([
    ...[
      [9, 'core'],
      [10, 'core'],
    ],
    ...[
      [2, 'supplemental'],
      [3, 'supplemental'],
    ],
    ...[[4, null]],
  ]);
  expect(tasks.of(CODE)![4]).toEqual({ taskId: 4, task: 'Do 4.', type: null, ...missing });
  expect(tasks.of(CODE)![0]).toMatchObject({
    ...{ task: 'Do 9.', incumbentsResponding: 28, dateUpdated: '2023-08-01', domainSource: 'Incumbent' },
  });
  expect(tasks.of('13-2011.00')).toBeNull();
});

it('lists activities in the order of the content model, each once with its tasks', () => {
  const packer = new ActivityPacker(['4.A.1.a.1.I10.D01', '4.A.1.a.1.I9.D10', '4.A.1.a.1.I9.D9'].map(activity));
  const ofCode = { releaseId: 1, onetSocCode: CODE, dateUpdated: null, domainSource: null };
  packer.add({
    code: CODE,
    rows: [
      { ...ofCode, taskId: 2, dwaId: '4.A.1.a.1.I10.D01' },
      { ...ofCode, taskId: 2, dwaId: '4.A.1.a.1.I9.D9' },
      { ...ofCode, taskId: 1, dwaId: '4.A.1.a.1.I9.D9' },
    ],
  });
  const activities = new ActivityLists(structuredClone(packer.build())!);
  const entries = activities.of(CODE)!;
  expect(entries.map(({ number, taskIds }) => [activities.activity(number).activityId, taskIds])).toEqual([
    ['4.A.1.a.1.I9.D9', [1, 2]],
    ['4.A.1.a.1.I10.D01', [2]],
  ]);
  expect(activities.of('13-2011.00')).toBeNull();
});

it('makes nothing of a release without rows', () => {
  expect([new TaskPacker().build(), new ActivityPacker([activity('4.A.1')]).build()]).toEqual([null, null]);
});
