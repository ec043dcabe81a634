import { CreatePipelineAndReleaseTables1764000000000 } from './1764000000000-create-pipeline-and-release-tables';
import { CreateWebServicesTables1764100000000 } from './1764100000000-create-web-services-tables';
import { CreateLlmTables1764200000000 } from './1764200000000-create-llm-tables';
import { ExtendPipelineRuns1764300000000 } from './1764300000000-extend-pipeline-runs';
import { CreateApiKeys1764400000000 } from './1764400000000-create-api-keys';
import { FoldApiKeyNames1764500000000 } from './1764500000000-fold-api-key-names';
import { AddRejectionsToPipelineRuns1764600000000 } from './1764600000000-add-rejections-to-pipeline-runs';
import { AddRevisionsToLlmAssessments1764700000000 } from './1764700000000-add-revisions-to-llm-assessments';
import { WidenSkillsToRatings1764800000000 } from './1764800000000-widen-skills-to-ratings';
import { CreateRequirementTables1764900000000 } from './1764900000000-create-requirement-tables';
import { AddContentsToReleases1765000000000 } from './1765000000000-add-contents-to-releases';

/** Every migration, oldest first; listed by class so that a build cannot leave one out. */
export const MIGRATIONS = [
  CreatePipelineAndReleaseTables1764000000000,
  CreateWebServicesTables1764100000000,
  CreateLlmTables1764200000000,
  ExtendPipelineRuns1764300000000,
  CreateApiKeys1764400000000,
  FoldApiKeyNames1764500000000,
  AddRejectionsToPipelineRuns1764600000000,
  AddRevisionsToLlmAssessments1764700000000,
  WidenSkillsToRatings1764800000000,
  CreateRequirementTables1764900000000,
  AddContentsToReleases1765000000000,
];
