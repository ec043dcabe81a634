import { Module } from '@nestjs/common';
import { ClockModule } from '@app/outside';
import { RunsModule } from '@app/runs';
import { PipelineModule } from '../pipeline.module';
import { RefreshSchedule } from './refresh-schedule.service';
import { RefreshWatch } from './refresh-watch.service';

/** Keeps the data up with its source while the service runs. */
@Module({
  imports: [ClockModule, RunsModule, PipelineModule],
  providers: [RefreshWatch, RefreshSchedule],
  exports: [RefreshWatch],
})
export class RefreshModule {}
