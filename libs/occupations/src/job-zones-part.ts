import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ReleasePart, ReleaseParts, type PartLoader, type Release } from '@app/releases';
import { DataSource } from 'typeorm';
import { JobZoneReference } from './job-zone-reference.entity';
import { JobZone } from './job-zone.entity';

/** What a job zone means, in O*NET's words. */
export type JobZoneMeaning = Readonly<Omit<JobZoneReference, 'releaseId' | 'jobZone'>>;

/** What a release says of job zones; the zones of its occupations are in the directory. */
export interface JobZones {
  /** False if the release came without job zones. */
  readonly given: boolean;
  /** By zone; empty if the release came without their reference. */
  readonly meanings: ReadonlyMap<number, JobZoneMeaning>;
}

export const JOB_ZONES = new ReleasePart<JobZones>('job zones');

/** Loads the meanings of job zones: five rows at most. */
@Injectable()
export class JobZonesPart implements PartLoader<JobZones>, OnModuleInit {
  readonly part = JOB_ZONES;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly parts: ReleaseParts,
  ) {}

  onModuleInit(): void {
    this.parts.register(this);
  }

  async load({ id: releaseId }: Release): Promise<JobZones> {
    const given = await this.dataSource.manager.existsBy(JobZone, { releaseId });
    const rows = await this.dataSource.manager.findBy(JobZoneReference, { releaseId });
    return { given, meanings: new Map(rows.map(({ releaseId: _, jobZone, ...meaning }) => [jobZone, meaning])) };
  }
}
