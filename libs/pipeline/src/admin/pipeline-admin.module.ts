import { Module } from '@nestjs/common';
import { RunsModule } from '@app/runs';
import { PipelineModule } from '../pipeline.module';
import { PipelineAdminController } from './pipeline-admin.controller';

/** The commands of the pipeline that administrators start over HTTP. */
@Module({ imports: [PipelineModule, RunsModule], controllers: [PipelineAdminController] })
export class PipelineAdminModule {}
