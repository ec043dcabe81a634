import { Injectable } from '@nestjs/common';
import { OptionalPart, ReleasePart, type Release } from '@app/releases';
import { readByOccupation } from '../rows/read-by-occupation';
import { RelatedPacker, type PackedRelated } from './pack-related';
import { RelatedOccupation } from './related-occupation.entity';
import { RelatedOccupations } from './related-occupations';

/** The related occupations of a release; null if it came without them. */
export const RELATED = new ReleasePart<RelatedOccupations | null>('related');

/** Loads the related occupations of a release. */
@Injectable()
export class RelatedPart extends OptionalPart<RelatedOccupations, PackedRelated> {
  readonly part = RELATED;
  readonly version = 1;

  async read({ id }: Release): Promise<PackedRelated | null> {
    const packer = new RelatedPacker();
    for await (const rows of readByOccupation(this.dataSource, RelatedOccupation, id)) packer.add(rows);
    return packer.build();
  }

  protected unpack(packed: PackedRelated): RelatedOccupations {
    return new RelatedOccupations(packed);
  }
}
