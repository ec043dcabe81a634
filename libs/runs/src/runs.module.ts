import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PipelineRun } from './pipeline-run.entity';
import { RejectedRow } from './rejected-row.entity';
import { Release } from './release.entity';
import { ReleasesService } from './releases.service';
import { RunHistoryService } from './run-history.service';
import { RunLease } from './run-lease';
import { RunSweeping } from './run-sweeping';
import { RunsService } from './runs.service';

@Module({
  imports: [TypeOrmModule.forFeature([PipelineRun, RejectedRow, Release])],
  providers: [RunLease, RunSweeping, RunsService, RunHistoryService, ReleasesService],
  exports: [RunSweeping, RunsService, RunHistoryService, ReleasesService],
})
export class RunsModule {}
