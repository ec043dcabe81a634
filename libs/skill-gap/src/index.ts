export { compareAssessed, compareProfiles, countComparable, missingSkills, type LevelGap } from './compare-profiles';
export { isUnchanged, markCacheable } from './gap-caching';
export { ApiGapOperation, readGapCodes } from './gap-request';
export { ApiCompared } from './skill-gap.dto';
export { SkillGapModule } from './skill-gap.module';
export { SkillGapService, type SkillGap } from './skill-gap.service';
