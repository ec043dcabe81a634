import { OccupationStretches } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { byteLengthOfTexts, textAt, unpackCount } from '@app/releases';
import type { PackedTasks } from './pack-tasks';

/** Core tasks are those that most people in the occupation do and find important. */
export type TaskType = 'core' | 'supplemental';

export interface TaskEntry {
  readonly taskId: number;
  readonly task: string;
  /** Null where it was not rated. */
  readonly type: TaskType | null;
  readonly incumbentsResponding: number | null;
  readonly dateUpdated: string | null;
  readonly domainSource: string | null;
}

/** The tasks of a release in memory. */
export class TaskLists {
  private readonly occupations: OccupationStretches;

  constructor(private readonly packed: PackedTasks) {
    this.occupations = new OccupationStretches(packed.occupations);
  }

  /** Core before supplemental ones, then those of neither type, each by id; null for an occupation that has none. */
  of(code: OnetSocCode): TaskEntry[] | null {
    const { packed } = this;
    return this.occupations.map(code, (row) => ({
      taskId: packed.taskId[row] ?? 0,
      task: packed.task[row] ?? '',
      type: typeOf(textAt(packed.words, packed.type[row])),
      incumbentsResponding: unpackCount(packed.incumbentsResponding[row]),
      dateUpdated: textAt(packed.words, packed.dateUpdated[row]),
      domainSource: textAt(packed.words, packed.domainSource[row]),
    }));
  }

  get byteLength(): number {
    const { taskId, type, incumbentsResponding, dateUpdated, domainSource, task } = this.packed;
    const columns = [taskId, type, incumbentsResponding, dateUpdated, domainSource];
    return columns.reduce((sum, { byteLength }) => sum + byteLength, byteLengthOfTexts(task));
  }
}

function typeOf(published: string | null): TaskType | null {
  if (published === 'Core') return 'core';
  return published === 'Supplemental' ? 'supplemental' : null;
}
