import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Release } from '../release.entity';
import type { ReleasePart } from '../release-view';
import { CarriedParts, type CarriedPart } from './carried-parts.service';
import type { Pack } from './release-packs.service';

/** A carried part that a release may come without; it is null then, and so is what the release carries. */
@Injectable()
export abstract class OptionalPart<T extends { readonly byteLength: number }, P>
  implements CarriedPart<T | null, P | null>, OnModuleInit
{
  abstract readonly part: ReleasePart<T | null>;
  abstract readonly version: number;

  constructor(
    @InjectDataSource() protected readonly dataSource: DataSource,
    private readonly carried: CarriedParts,
  ) {}

  /** Reads the rows; null if there are none. No synchronous stretch over 20 ms: requests are served meanwhile. */
  abstract read(release: Release): Promise<P | null>;

  protected abstract unpack(packed: P): T;

  onModuleInit(): void {
    this.carried.register(this);
  }

  make({ content }: Pack<P | null>): T | null {
    return content && this.unpack(content);
  }

  byteLengthOf(value: T | null): number {
    return value?.byteLength ?? 0;
  }
}
