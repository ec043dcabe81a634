import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { readByOccupation } from '@app/occupations';
import { CarriedParts, ReleasePart, type CarriedPart, type Pack, type Release } from '@app/releases';
import { DataSource } from 'typeorm';
import { TaskPacker, type PackedTasks } from './pack-tasks';
import { TaskLists } from './task-lists';
import { Task } from './task.entity';

/** The tasks of a release; null if it came without them. */
export const TASKS = new ReleasePart<TaskLists | null>('tasks');

/** Loads the tasks of a release. */
@Injectable()
export class TasksPart implements CarriedPart<TaskLists | null, PackedTasks | null>, OnModuleInit {
  readonly part = TASKS;
  readonly version = 1;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly carried: CarriedParts,
  ) {}

  onModuleInit(): void {
    this.carried.register(this);
  }

  async read({ id }: Release): Promise<PackedTasks | null> {
    const packer = new TaskPacker();
    for await (const rows of readByOccupation(this.dataSource, Task, id)) packer.add(rows);
    return packer.build();
  }

  make({ content }: Pack<PackedTasks | null>): TaskLists | null {
    return content && new TaskLists(content);
  }

  byteLengthOf(tasks: TaskLists | null): number {
    return tasks?.byteLength ?? 0;
  }
}
