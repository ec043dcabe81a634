import { Injectable } from '@nestjs/common';
import { readByOccupation } from '@app/occupations';
import { OptionalPart, ReleasePart, type Release } from '@app/releases';
import { TaskPacker, type PackedTasks } from './pack-tasks';
import { TaskLists } from './task-lists';
import { Task } from './task.entity';

/** The tasks of a release; null if it came without them. */
export const TASKS = new ReleasePart<TaskLists | null>('tasks');

/** Loads the tasks of a release. */
@Injectable()
export class TasksPart extends OptionalPart<TaskLists, PackedTasks> {
  readonly part = TASKS;
  readonly version = 1;

  async read({ id }: Release): Promise<PackedTasks | null> {
    const packer = new TaskPacker();
    for await (const rows of readByOccupation(this.dataSource, Task, id)) packer.add(rows);
    return packer.build();
  }

  protected unpack(packed: PackedTasks): TaskLists {
    return new TaskLists(packed);
  }
}
