import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { OnetSocCode } from '@app/onet';
import {
  CarriedParts,
  ReleasePart,
  type Addition,
  type DerivedPart,
  type OtherParts,
  type Release,
} from '@app/releases';
import { DataSource } from 'typeorm';
import { loadOccupation, loadOccupations } from './load-directory';
import { OccupationDirectory } from './occupation-directory';
import { packOccupations, unpackOccupations, type PackedOccupations } from './packed-occupations';

/** The occupations of a release. */
export const DIRECTORY = new ReleasePart<OccupationDirectory>('directory');

/** Codes with at least one rating, which the owner of the ratings has to say. */
export const RATED_CODES = new ReleasePart<ReadonlySet<OnetSocCode>>('rated codes');

/** Loads the directory of a release. Its titles are so many that releases carry them. */
@Injectable()
export class DirectoryPart implements DerivedPart<OccupationDirectory, PackedOccupations>, OnModuleInit {
  readonly part = DIRECTORY;
  readonly version = 2;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly carried: CarriedParts,
  ) {}

  onModuleInit(): void {
    this.carried.registerDerived(this);
  }

  async derive(_others: OtherParts, release: Release): Promise<PackedOccupations> {
    return packOccupations(await loadOccupations(this.dataSource, release.id));
  }

  async make(packed: PackedOccupations, others: OtherParts, { name }: Release): Promise<OccupationDirectory> {
    const occupations = unpackOccupations(packed, await others.get(RATED_CODES));
    const titles = [...packed.alternateTitles, ...packed.reportedTitles];
    return new OccupationDirectory(
      name,
      occupations,
      titles.reduce((sum, { length }) => sum + length, 0),
    );
  }

  async extend(
    before: OccupationDirectory,
    { release, code }: Addition,
    others: OtherParts,
  ): Promise<OccupationDirectory> {
    const rated = (await others.get(RATED_CODES)).has(code);
    const row = await loadOccupation(this.dataSource, release.id, code);
    return row ? before.with({ ...row, rated }) : before;
  }

  byteLengthOf(directory: OccupationDirectory): number {
    return directory.byteLength;
  }
}
