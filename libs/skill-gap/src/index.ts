export { compareProfiles, missingSkills, type LevelGap } from './compare-profiles';
export { SkillGapModule } from './skill-gap.module';
export { SkillGapService, type SkillGap } from './skill-gap.service';
