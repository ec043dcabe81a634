import { Injectable } from '@nestjs/common';
import { readByOccupation } from '@app/occupations';
import { OptionalPart, ReleasePart, type Release } from '@app/releases';
import { PreparationPacker, type PackedPreparation } from './pack-preparation';
import { PreparationCategory } from './preparation-category.entity';
import { PreparationRating } from './preparation-rating.entity';
import { PreparationTable } from './preparation-table';

/** The preparation of a release; null if it came without it. */
export const PREPARATION = new ReleasePart<PreparationTable | null>('preparation');

/** Loads the preparation of a release. */
@Injectable()
export class PreparationPart extends OptionalPart<PreparationTable, PackedPreparation> {
  readonly part = PREPARATION;
  readonly version = 1;

  async read({ id: releaseId }: Release): Promise<PackedPreparation | null> {
    const packer = new PreparationPacker();
    for await (const rows of readByOccupation(this.dataSource, PreparationRating, releaseId)) packer.add(rows);
    return packer.build(await this.dataSource.manager.findBy(PreparationCategory, { releaseId }));
  }

  protected unpack(packed: PackedPreparation): PreparationTable {
    return new PreparationTable(packed);
  }
}
