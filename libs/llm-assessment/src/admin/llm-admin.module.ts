import { Module } from '@nestjs/common';
import { RunsModule } from '@app/runs';
import { LlmAssessmentModule } from '../llm-assessment.module';
import { LlmAdminController } from './llm-admin.controller';

/** The work that administrators give the language model over HTTP, and its cost. */
@Module({ imports: [LlmAssessmentModule, RunsModule], controllers: [LlmAdminController] })
export class LlmAdminModule {}
