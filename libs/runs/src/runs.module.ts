import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClockModule } from '@app/outside';
import { PipelineRun } from './pipeline-run.entity';
import { RejectedRow } from './rejected-row.entity';
import { RunHistoryService } from './run-history.service';
import { RunLease } from './run-lease';
import { RunSweeping } from './run-sweeping';
import { RunsService } from './runs.service';

@Module({
  imports: [ClockModule, TypeOrmModule.forFeature([PipelineRun, RejectedRow])],
  providers: [RunLease, RunSweeping, RunsService, RunHistoryService],
  exports: [RunSweeping, RunsService, RunHistoryService],
})
export class RunsModule {}
