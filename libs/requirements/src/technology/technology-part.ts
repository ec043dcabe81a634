import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { readByOccupation } from '@app/occupations';
import { CarriedParts, ReleasePart, type CarriedPart, type Pack, type Release } from '@app/releases';
import { DataSource } from 'typeorm';
import { TechnologyPacker, type PackedTechnology } from './pack-technology';
import { TechnologyLists } from './technology-lists';
import { TechnologySkill } from './technology-skill.entity';

/** The technology of a release; null if it came without it. */
export const TECHNOLOGY = new ReleasePart<TechnologyLists | null>('technology');

/** Loads the technology of a release. */
@Injectable()
export class TechnologyPart implements CarriedPart<TechnologyLists | null, PackedTechnology | null>, OnModuleInit {
  readonly part = TECHNOLOGY;
  readonly version = 1;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly carried: CarriedParts,
  ) {}

  onModuleInit(): void {
    this.carried.register(this);
  }

  async read({ id }: Release): Promise<PackedTechnology | null> {
    const packer = new TechnologyPacker();
    for await (const rows of readByOccupation(this.dataSource, TechnologySkill, id)) packer.add(rows);
    return packer.build();
  }

  make({ content }: Pack<PackedTechnology | null>): TechnologyLists | null {
    return content && new TechnologyLists(content);
  }

  byteLengthOf(technology: TechnologyLists | null): number {
    return technology?.byteLength ?? 0;
  }
}
