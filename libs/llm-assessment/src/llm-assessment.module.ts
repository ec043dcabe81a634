import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { OccupationsModule } from '@app/occupations';
import { ClockModule } from '@app/outside';
import { ReleasesModule } from '@app/releases';
import { RunsModule } from '@app/runs';
import { SkillGapModule } from '@app/skill-gap';
import { ProfilesService, SkillsModule } from '@app/skills';
import { AnswersService } from './answers/answers.service';
import { LlmAssessmentController } from './answers/llm-assessment.controller';
import { BulkAssessmentsService } from './bulk/bulk-assessments.service';
import { BulkPlanner } from './bulk/bulk-planner.service';
import { AuditService } from './calls/audit.service';
import { BudgetService } from './calls/budget.service';
import { ModelCaller } from './calls/model-caller';
import { RecordedCalls } from './calls/recorded-calls';
import { LlmCheckService } from './check/llm-check.service';
import { EvaluationService } from './evaluation/evaluation.service';
import { GapDescriptionsService } from './gaps/gap-descriptions.service';
import { GapStore } from './gaps/gap-store';
import { AssessmentStore } from './levels/assessment-store';
import { AssessedLevelsPart } from './levels/assessed-levels-part';
import { LevelAssessmentsService } from './levels/level-assessments.service';
import { LevelQuestionsService } from './levels/level-questions.service';
import { LlmAssessment } from './store/llm-assessment.entity';
import { LlmSkillAssessment } from './store/llm-skill-assessment.entity';
import { PromptFactsService } from './prompt-facts.service';
import { createProvider } from './provider/create-provider';
import { LlmProvider } from './provider/llm-provider';
import { ClaimsService } from './store/claims.service';
import { LlmClaim } from './store/llm-claim.entity';
import { LlmGapDescription } from './store/llm-gap-description.entity';
import { LlmReplyRecord } from './store/llm-reply.entity';
import { LlmRequestRecord } from './store/llm-request.entity';
import { LlmSpending } from './store/llm-spending.entity';
import { UsageService } from './usage/usage.service';

/** The language model: its prompts, its replies, its cost, and the answers that are made from the replies. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      LlmAssessment,
      LlmSkillAssessment,
      LlmRequestRecord,
      LlmReplyRecord,
      LlmGapDescription,
      LlmClaim,
      LlmSpending,
    ]),
    ClockModule,
    OccupationsModule,
    ReleasesModule,
    RunsModule,
    SkillsModule,
    SkillGapModule,
  ],
  controllers: [LlmAssessmentController],
  providers: [
    {
      provide: LlmProvider,
      inject: [AppConfig, ProfilesService],
      useFactory: ({ llm }: AppConfig, profiles: ProfilesService) => createProvider(llm, profiles),
    },
    BudgetService,
    AuditService,
    RecordedCalls,
    ModelCaller,
    ClaimsService,
    PromptFactsService,
    AssessmentStore,
    AssessedLevelsPart,
    LevelQuestionsService,
    LevelAssessmentsService,
    GapStore,
    GapDescriptionsService,
    AnswersService,
    UsageService,
    BulkPlanner,
    BulkAssessmentsService,
    EvaluationService,
    LlmCheckService,
  ],
  exports: [
    BulkPlanner,
    BulkAssessmentsService,
    UsageService,
    AuditService,
    BudgetService,
    EvaluationService,
    LlmCheckService,
  ],
})
export class LlmAssessmentModule {}
