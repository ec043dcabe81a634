import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Release } from './release.entity';

/** Rows of a release that is being written, as objects with the properties of their table. */
export interface WrittenRows {
  readonly table: EntityTarget<ObjectLiteral>;
  readonly rows: readonly object[];
}

/** Takes the rows of one release while they are written, and makes something of them. */
export interface RowCollector<P> {
  take(written: WrittenRows): void;
  /** To be called once, when all rows were taken. No synchronous stretch over 20 ms. */
  pack(): Promise<P>;
}

type Watcher = (release: Pick<Release, 'id'>, written: WrittenRows | null) => void;

/** Lets libs that the pipeline does not know watch a release being written, and add to it before it is published. */
@Injectable()
export class Publication {
  private readonly preparations: ((release: Release) => Promise<void>)[] = [];
  private readonly watchers: Watcher[] = [];

  /** @param prepare writes into the rows of the release; what it throws keeps the release from being published */
  beforehand(prepare: (release: Release) => Promise<void>): void {
    this.preparations.push(prepare);
  }

  /** @param watcher is told of rows that were written to a release, and with null that it is over with it */
  watch(watcher: Watcher): void {
    this.watchers.push(watcher);
  }

  /** To be called when rows of a release were written. */
  tell(release: Pick<Release, 'id'>, written: WrittenRows): void {
    for (const watcher of this.watchers) watcher(release, written);
  }

  /** To be called when the rows of a release are written and checked. */
  async prepare(release: Release): Promise<void> {
    for (const prepare of this.preparations) await prepare(release);
  }

  /** To be called when a release is published or given up. */
  end(release: Pick<Release, 'id'>): void {
    for (const watcher of this.watchers) watcher(release, null);
  }
}
