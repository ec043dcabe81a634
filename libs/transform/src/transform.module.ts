import { Module } from '@nestjs/common';
import { IngestionModule } from '@app/ingestion';
import { OccupationsModule } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { RunsModule } from '@app/runs';
import { SkillsModule } from '@app/skills';
import { PublisherService } from './publisher.service';
import { TransformService } from './transform.service';

@Module({
  imports: [RunsModule, ReleasesModule, IngestionModule, OccupationsModule, SkillsModule],
  providers: [TransformService, PublisherService],
  exports: [TransformService],
})
export class TransformModule {}
