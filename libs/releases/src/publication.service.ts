import { Injectable } from '@nestjs/common';
import type { Release } from './release.entity';

/** Lets libs that the pipeline does not know add to a release that is about to be published. */
@Injectable()
export class Publication {
  private readonly preparations: ((release: Release) => Promise<void>)[] = [];

  /** @param prepare writes into the rows of the release; what it throws keeps the release from being published */
  beforehand(prepare: (release: Release) => Promise<void>): void {
    this.preparations.push(prepare);
  }

  /** To be called when the rows of a release are written and checked. */
  async prepare(release: Release): Promise<void> {
    for (const prepare of this.preparations) await prepare(release);
  }
}
