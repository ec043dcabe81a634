import { Module } from '@nestjs/common';
import { IngestionModule } from '@app/ingestion';
import { OccupationsModule } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { RequirementsModule } from '@app/requirements';
import { RunsModule } from '@app/runs';
import { SkillsModule } from '@app/skills';
import { PublisherService } from './publisher.service';
import { TransformService } from './transform.service';

@Module({
  imports: [RunsModule, ReleasesModule, IngestionModule, OccupationsModule, SkillsModule, RequirementsModule],
  providers: [TransformService, PublisherService],
  exports: [TransformService],
})
export class TransformModule {}
