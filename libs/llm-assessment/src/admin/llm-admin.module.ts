import { Module } from '@nestjs/common';
import { RunsModule } from '@app/runs';
import { LlmAssessmentModule } from '../llm-assessment.module';
import { LlmAdminController } from './llm-admin.controller';

/** What administrators have the language model do over HTTP, and what it cost. */
@Module({ imports: [LlmAssessmentModule, RunsModule], controllers: [LlmAdminController] })
export class LlmAdminModule {}
