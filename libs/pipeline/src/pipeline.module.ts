import { Module } from '@nestjs/common';
import { CompletionModule } from '@app/completion';
import { IngestionModule } from '@app/ingestion';
import { ReleasesModule } from '@app/releases';
import { RunsModule } from '@app/runs';
import { TransformModule } from '@app/transform';
import { ChosenSource } from './chosen-source.service';
import { PipelineService } from './pipeline.service';

@Module({
  imports: [RunsModule, ReleasesModule, IngestionModule, TransformModule, CompletionModule],
  providers: [PipelineService, ChosenSource],
  exports: [PipelineService],
})
export class PipelineModule {}
