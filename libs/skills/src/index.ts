export { ContentModelElement } from './content-model-element.entity';
export { LevelScaleAnchor } from './level-scale-anchor.entity';
export { OccupationSkill } from './occupation-skill.entity';
export type { OccupationProfile, ProfileIndex, SkillEntry } from './profile-index';
export { ProfilesService } from './profiles.service';
export { Scale } from './scale.entity';
export { Skill } from './skill.entity';
export { SkillReferenceDto } from './skills.dto';
export { SkillsModule } from './skills.module';
