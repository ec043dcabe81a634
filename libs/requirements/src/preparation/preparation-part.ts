import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { readByOccupation } from '@app/occupations';
import { CarriedParts, ReleasePart, type CarriedPart, type Pack, type Release } from '@app/releases';
import { DataSource } from 'typeorm';
import { PreparationPacker, type PackedPreparation } from './pack-preparation';
import { PreparationCategory } from './preparation-category.entity';
import { PreparationRating } from './preparation-rating.entity';
import { PreparationTable } from './preparation-table';

/** The preparation of a release; null if it came without it. */
export const PREPARATION = new ReleasePart<PreparationTable | null>('preparation');

/** Loads the preparation of a release. */
@Injectable()
export class PreparationPart implements CarriedPart<PreparationTable | null, PackedPreparation | null>, OnModuleInit {
  readonly part = PREPARATION;
  readonly version = 1;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly carried: CarriedParts,
  ) {}

  onModuleInit(): void {
    this.carried.register(this);
  }

  async read({ id: releaseId }: Release): Promise<PackedPreparation | null> {
    const packer = new PreparationPacker();
    for await (const rows of readByOccupation(this.dataSource, PreparationRating, releaseId)) packer.add(rows);
    return packer.build(await this.dataSource.manager.findBy(PreparationCategory, { releaseId }));
  }

  make({ content }: Pack<PackedPreparation | null>): PreparationTable | null {
    return content && new PreparationTable(content);
  }

  byteLengthOf(preparation: PreparationTable | null): number {
    return preparation?.byteLength ?? 0;
  }
}
