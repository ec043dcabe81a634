import type { RowSource } from '@app/occupations';
import { isElementId, isOnetSocCode, type ElementId, type FileShape, type OnetSocCode } from '@app/onet';
import { LostKeys } from './lost-keys';
import { RowRejection } from './row-rejection';

export interface ScaleRange {
  readonly minimum: number;
  readonly maximum: number;
}

export interface ElementFacts {
  readonly name: string;
  readonly description: string | null;
}

type ReferredTo = 'occupation' | 'element' | 'scale' | 'task' | 'detailedActivity';

const IS_KEY: Readonly<Record<ReferredTo, (text: string) => boolean>> = {
  occupation: isOnetSocCode,
  element: isElementId,
  scale: (text) => /^\w{1,3}$/.test(text),
  task: (text) => /^\d{1,10}$/.test(text),
  detailedActivity: (text) => /^[\w.-]{1,30}$/.test(text),
};

/** True for a table that rows of others refer to. */
export function isReferredTo(shape: FileShape): shape is ReferredTo {
  return shape in IS_KEY;
}

/** The source of the release under way, and the keys of its reference tables, filled as the tables are read. */
export class KnownKeys {
  constructor(readonly source: RowSource = 'text_file') {}

  readonly occupations = new Set<OnetSocCode>();
  readonly scales = new Map<string, ScaleRange>();
  /** Null if the release came without a Content Model Reference: then any well-formed element id is taken. */
  elements: Map<ElementId, ElementFacts> | null = null;

  /** By number and occupation, as several may have tasks of one number; null if there are no Task Statements. */
  private tasks: Set<string> | null = null;
  /** Detailed work activities; null if the release came without them. */
  activities: Set<string> | null = null;

  /** The keys that are missing in each table that others refer to. */
  readonly lost = {
    occupation: new LostKeys(),
    element: new LostKeys(),
    scale: new LostKeys(),
    task: new LostKeys(),
    detailedActivity: new LostKeys(),
  };

  /** Takes note of a row that was refused, which others may refer to. */
  lose(shape: FileShape, key: string): void {
    if (!isReferredTo(shape)) return;
    if (IS_KEY[shape](key)) this.lost[shape].lose(key);
    else this.lost[shape].loseUnreadable(1);
  }

  /** How many rows were refused only because one that they refer to was. */
  get consequences(): number {
    return Object.values(this.lost).reduce((sum, { consequences }) => sum + consequences, 0);
  }

  occupation(code: OnetSocCode, column = 'O*NET-SOC Code'): OnetSocCode {
    if (this.occupations.has(code)) return code;
    this.lost.occupation.miss(code);
    throw new RowRejection(column, code, 'is not in Occupation Data');
  }

  element(id: ElementId): ElementId {
    if (!this.elements || this.elements.has(id)) return id;
    this.lost.element.miss(id);
    throw new RowRejection('Element ID', id, 'is not in Content Model Reference');
  }

  /** Null if no Content Model Reference has it. */
  elementName(id: ElementId): string | null {
    return this.elements?.get(id)?.name ?? null;
  }

  scale(id: string): ScaleRange {
    const range = this.scales.get(id);
    if (range) return range;
    this.lost.scale.miss(id);
    throw new RowRejection('Scale ID', id, 'is not in Scales Reference');
  }

  /** From here on, what refers to a task must find it among those that are added. */
  expectTasks(): void {
    this.tasks ??= new Set();
  }

  addTask(id: number, code: OnetSocCode): void {
    this.tasks?.add(`${id} ${code}`);
  }

  task(id: number, code: OnetSocCode): number {
    if (!this.tasks || this.tasks.has(`${id} ${code}`)) return id;
    this.lost.task.miss(String(id));
    throw new RowRejection('Task ID', String(id), `is no task of ${code} in Task Statements`);
  }

  activity(id: string): string {
    if (!this.activities || this.activities.has(id)) return id;
    this.lost.detailedActivity.miss(id);
    throw new RowRejection('DWA ID', id, 'is not in the reference of detailed work activities');
  }
}
