import { Injectable } from '@nestjs/common';
import { readByOccupation } from '@app/occupations';
import { OptionalPart, ReleasePart, type Release } from '@app/releases';
import { TechnologyPacker, type PackedTechnology } from './pack-technology';
import { TechnologyLists } from './technology-lists';
import { TechnologySkill } from './technology-skill.entity';

/** The technology of a release; null if it came without it. */
export const TECHNOLOGY = new ReleasePart<TechnologyLists | null>('technology');

/** Loads the technology of a release. */
@Injectable()
export class TechnologyPart extends OptionalPart<TechnologyLists, PackedTechnology> {
  readonly part = TECHNOLOGY;
  readonly version = 1;

  async read({ id }: Release): Promise<PackedTechnology | null> {
    const packer = new TechnologyPacker();
    for await (const rows of readByOccupation(this.dataSource, TechnologySkill, id)) packer.add(rows);
    return packer.build();
  }

  protected unpack(packed: PackedTechnology): TechnologyLists {
    return new TechnologyLists(packed);
  }
}
