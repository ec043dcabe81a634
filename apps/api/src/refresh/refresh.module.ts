import { Module } from '@nestjs/common';
import { RunsModule } from '@app/runs';
import { TransformModule } from '@app/transform';
import { RefreshSchedule } from './refresh-schedule.service';
import { RefreshWatch } from './refresh-watch.service';

/** Keeps the data up with its source while the service runs. */
@Module({
  imports: [RunsModule, TransformModule],
  providers: [RefreshWatch, RefreshSchedule],
  exports: [RefreshWatch],
})
export class RefreshModule {}
