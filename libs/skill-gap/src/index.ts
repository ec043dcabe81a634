export { compareDomain } from './analysis/compare-domain';
export { halfUp } from './analysis/half-up';
export { levelAt, verdictOf } from './analysis/verdict';
export { weigh } from './analysis/weigh';
export type { AnalysedDomainDto } from './gap-analysis/analysed-domain.dto';
export type { AnalysisScope } from './gap-analysis/gap-analysis';
export { LimitDto, type AnalysedOccupationDto, type GapAnalysisDto } from './gap-analysis/gap-analysis.dto';
export { GapAnalysisService } from './gap-analysis/gap-analysis.service';
export { citationOf, limitsOf } from './gap-analysis/limits';
export { sideIn, type Basis, type Side } from './gap-analysis/side';
export { compareAssessed, countComparable, missingSkills, type LevelGap } from './plain/compare-profiles';
export {
  ApiGapInReleaseOperation,
  ApiGapOperation,
  GAP_PARAMETERS,
  GAP_QUERY,
  type GapCodes,
} from './plain/gap-request';
export { ApiCompared } from './plain/skill-gap.dto';
export { SkillGapService, type SkillGap } from './plain/skill-gap.service';
export { SkillGapModule } from './skill-gap.module';
export { SIMILARITY_RANKS } from './similarity/similarities-part';
export { BANDS, bandOf, SimilarityRanks } from './similarity/similarity-ranks';
export { similarityOf, similarityProfile, type SimilarityProfile } from './similarity/similarity';
