import { StretchBuilder, type PackedStretches, type RowsOfOccupation } from '@app/occupations';
import { packCount, TextNumbers } from '@app/releases';
import type { Task } from './task.entity';

/** Tasks as a release carries them: for each occupation a stretch of rows, core before supplemental ones. */
export interface PackedTasks {
  readonly occupations: PackedStretches;
  /** Types, dates and sources. */
  readonly words: readonly string[];
  /** Of each row; words by number. */
  readonly task: readonly string[];
  readonly taskId: Uint32Array;
  readonly type: Uint16Array;
  readonly incumbentsResponding: Int32Array;
  readonly dateUpdated: Uint16Array;
  readonly domainSource: Uint16Array;
}

/** Collects the rows while they are read. */
export class TaskPacker {
  private readonly occupations = new StretchBuilder();
  private readonly words = new TextNumbers();
  private readonly task: string[] = [];
  private readonly taskId: number[] = [];
  private readonly type: number[] = [];
  private readonly incumbentsResponding: number[] = [];
  private readonly dateUpdated: number[] = [];
  private readonly domainSource: number[] = [];

  add({ code, rows }: Pick<RowsOfOccupation<Task>, 'code' | 'rows'>): void {
    this.occupations.add(code, rows.length);
    const inOrder = rows.toSorted((a, b) => placeOf(a.taskType) - placeOf(b.taskType) || a.taskId - b.taskId);
    for (const row of inOrder) {
      this.task.push(row.task);
      this.taskId.push(row.taskId);
      this.type.push(this.words.add(row.taskType));
      this.incumbentsResponding.push(packCount(row.incumbentsResponding));
      this.dateUpdated.push(this.words.add(row.dateUpdated));
      this.domainSource.push(this.words.add(row.domainSource));
    }
  }

  /** Null if there were no rows. */
  build(): PackedTasks | null {
    if (this.occupations.size === 0) return null;
    return {
      occupations: this.occupations.build(),
      words: this.words.texts,
      task: this.task,
      taskId: new Uint32Array(this.taskId),
      type: new Uint16Array(this.type),
      incumbentsResponding: new Int32Array(this.incumbentsResponding),
      dateUpdated: new Uint16Array(this.dateUpdated),
      domainSource: new Uint16Array(this.domainSource),
    };
  }
}

const TYPES: readonly (string | null)[] = ['Core', 'Supplemental'];

function placeOf(type: string | null): number {
  const place = TYPES.indexOf(type);
  return place < 0 ? TYPES.length : place;
}
