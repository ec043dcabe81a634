export { compareAssessed, countComparable, missingSkills, type LevelGap } from './compare-profiles';
export { ApiGapOperation, GAP_QUERY, type GapCodes } from './gap-request';
export { ApiCompared } from './skill-gap.dto';
export { SkillGapModule } from './skill-gap.module';
export { SkillGapService, type SkillGap } from './skill-gap.service';
