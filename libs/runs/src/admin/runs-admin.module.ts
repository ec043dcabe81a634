import { Module } from '@nestjs/common';
import { AccessModule } from '@app/access';
import { RunsModule } from '../runs.module';
import { RunEventsService } from './run-events.service';
import { RunsAdminController } from './runs-admin.controller';

/** The endpoints of administrators about runs; for apps whose routes are guarded. */
@Module({
  imports: [AccessModule, RunsModule],
  controllers: [RunsAdminController],
  providers: [RunEventsService],
})
export class RunsAdminModule {}
