import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CarriedParts, ReleasePart, type CarriedPart, type Pack, type Release } from '@app/releases';
import { DataSource } from 'typeorm';
import { readByOccupation } from '../rows/read-by-occupation';
import { RelatedPacker, type PackedRelated } from './pack-related';
import { RelatedOccupation } from './related-occupation.entity';
import { RelatedOccupations } from './related-occupations';

/** The related occupations of a release; null if it came without them. */
export const RELATED = new ReleasePart<RelatedOccupations | null>('related');

/** Loads the related occupations of a release. */
@Injectable()
export class RelatedPart implements CarriedPart<RelatedOccupations | null, PackedRelated | null>, OnModuleInit {
  readonly part = RELATED;
  readonly version = 1;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly carried: CarriedParts,
  ) {}

  onModuleInit(): void {
    this.carried.register(this);
  }

  async read({ id }: Release): Promise<PackedRelated | null> {
    const packer = new RelatedPacker();
    for await (const rows of readByOccupation(this.dataSource, RelatedOccupation, id)) packer.add(rows);
    return packer.build();
  }

  make({ content }: Pack<PackedRelated | null>): RelatedOccupations | null {
    return content && new RelatedOccupations(content);
  }

  byteLengthOf(related: RelatedOccupations | null): number {
    return related?.byteLength ?? 0;
  }
}
