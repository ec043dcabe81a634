import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CarriedParts, ReleasePart, type DerivedPart, type OtherParts } from '@app/releases';
import { DIRECTORY } from '../directory/directory-part';
import { packTitles } from './pack-titles';
import type { PackedTitles } from './packed-titles';
import { TitleIndex } from './title-index';

/** What the titles of a release mean. */
export const TITLES = new ReleasePart<TitleIndex>('titles');

/** Indexes the titles and descriptions of the directory. */
@Injectable()
export class TitlesPart implements DerivedPart<TitleIndex, PackedTitles>, OnModuleInit {
  readonly part = TITLES;
  readonly version = 1;

  constructor(private readonly carried: CarriedParts) {}

  onModuleInit(): void {
    this.carried.registerDerived(this);
  }

  async derive(others: OtherParts): Promise<PackedTitles> {
    return packTitles((await others.get(DIRECTORY)).occupations);
  }

  async make(packed: PackedTitles, others: OtherParts): Promise<TitleIndex> {
    return new TitleIndex(await others.get(DIRECTORY), packed);
  }

  byteLengthOf({ byteLength }: TitleIndex): number {
    return byteLength;
  }
}
