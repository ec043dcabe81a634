import { Module } from '@nestjs/common';
import { IngestionModule } from '@app/ingestion';
import { OccupationsModule } from '@app/occupations';
import { RunsModule } from '@app/runs';
import { SkillsModule } from '@app/skills';
import { PipelineService } from './pipeline.service';
import { PublisherService } from './publisher.service';
import { TransformService } from './transform.service';

@Module({
  imports: [RunsModule, IngestionModule, OccupationsModule, SkillsModule],
  providers: [PipelineService, TransformService, PublisherService],
  exports: [PipelineService],
})
export class TransformModule {}
