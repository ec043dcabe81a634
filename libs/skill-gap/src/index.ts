export type { AnalysedDomainDto } from './gap-analysis/analysed-domain.dto';
export type { AnalysisScope } from './gap-analysis/gap-analysis';
export type { AnalysedOccupationDto, GapAnalysisDto } from './gap-analysis/gap-analysis.dto';
export { GapAnalysisService } from './gap-analysis/gap-analysis.service';
export { compareAssessed, countComparable, missingSkills, type LevelGap } from './plain/compare-profiles';
export { ApiGapOperation, GAP_QUERY, type GapCodes } from './plain/gap-request';
export { ApiCompared } from './plain/skill-gap.dto';
export { SkillGapService, type SkillGap } from './plain/skill-gap.service';
export { SkillGapModule } from './skill-gap.module';
