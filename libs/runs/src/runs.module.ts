import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PipelineRun } from './pipeline-run.entity';
import { RejectedRow } from './rejected-row.entity';
import { Release } from './release.entity';
import { ReleasesController } from './releases.controller';
import { ReleasesService } from './releases.service';
import { RunsService } from './runs.service';

@Module({
  imports: [TypeOrmModule.forFeature([PipelineRun, RejectedRow, Release])],
  controllers: [ReleasesController],
  providers: [RunsService, ReleasesService],
  exports: [RunsService, ReleasesService],
})
export class RunsModule {}
