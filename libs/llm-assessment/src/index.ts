export { AnswersService } from './answers/answers.service';
export { BulkAssessmentsService, type BulkOutcome } from './bulk/bulk-assessments.service';
export type { BulkPlan } from './bulk/bulk-plan';
export { BulkPlanner } from './bulk/bulk-planner.service';
export { BudgetService } from './calls/budget.service';
export { EvaluationService, type Evaluation } from './evaluation/evaluation.service';
export { LlmAssessmentModule } from './llm-assessment.module';
export { UsageService, type DayUsage } from './usage/usage.service';
