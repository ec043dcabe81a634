import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { RunHistoryService, type RunReference } from '@app/runs';
import { In, Not, Repository } from 'typeorm';
import { Release, type ReleaseStatus } from './release.entity';

/** Keeps the records of the runs that made the releases which are there; those of failed ones go with their runs. */
@Injectable()
export class ReleaseMakers implements RunReference, OnModuleInit {
  constructor(
    private readonly history: RunHistoryService,
    @InjectRepository(Release) private readonly releases: Repository<Release>,
  ) {}

  onModuleInit(): void {
    this.history.keepFor(this);
  }

  async letGo(runIds: readonly number[]): Promise<void> {
    await this.releases.delete({ status: 'failed', runId: In(runIds) });
  }

  async needed(): Promise<readonly number[]> {
    const releases = await this.releases.findBy({ status: Not<ReleaseStatus>('failed') });
    return releases.map(({ runId }) => runId);
  }
}
