import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { OnetSocCode } from '@app/onet';
import {
  ReleasePart,
  ReleaseParts,
  type Addition,
  type OtherParts,
  type PartLoader,
  type Release,
} from '@app/releases';
import { DataSource } from 'typeorm';
import { loadDirectory, loadOccupation } from './load-directory';
import type { OccupationDirectory } from './occupation-directory';

/** The occupations of a release. */
export const DIRECTORY = new ReleasePart<OccupationDirectory>('directory');

/** Codes with at least one rating, which the owner of the ratings has to say. */
export const RATED_CODES = new ReleasePart<ReadonlySet<OnetSocCode>>('rated codes');

/** Loads the directory of a release. */
@Injectable()
export class DirectoryPart implements PartLoader<OccupationDirectory>, OnModuleInit {
  readonly part = DIRECTORY;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly parts: ReleaseParts,
  ) {}

  onModuleInit(): void {
    this.parts.register(this);
  }

  async load(release: Release, others: OtherParts): Promise<OccupationDirectory> {
    return loadDirectory(this.dataSource, release, await others.get(RATED_CODES));
  }

  async extend(
    before: OccupationDirectory,
    { release, code }: Addition,
    others: OtherParts,
  ): Promise<OccupationDirectory> {
    const rated = (await others.get(RATED_CODES)).has(code);
    const entry = await loadOccupation(this.dataSource, release.id, code, rated);
    return entry ? before.with(entry) : before;
  }

  byteLengthOf(directory: OccupationDirectory): number {
    return directory.byteLength;
  }
}
