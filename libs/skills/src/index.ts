export { ContentModelElement } from './elements/content-model-element.entity';
export { LevelScaleAnchor } from './elements/level-scale-anchor.entity';
export { Scale } from './elements/scale.entity';
export { RatedElement } from './elements/rated-element.entity';
export type { DomainErrors, EstimatedProfile, Estimates } from './estimates/estimates';
export { ESTIMATES } from './estimates/estimates-part';
export type { EstimateErrors } from './estimates/estimate-errors';
export { FEWEST_NEIGHBOURS, type EstimateBasis } from './estimates/neighbours';
export {
  ASSESSED_LEVELS,
  AssessedLevels,
  authorOf,
  type AssessedProfile,
  type Assessor,
} from './level-sources/assessed-levels';
export { AssessedByDto } from './level-sources/assessed.dto';
export type { LevelSource } from './level-sources/level-source';
export type { OccupationProfile, ProfileIndex } from './profiles/profile-index';
export { PROFILES } from './profiles/profiles-part';
export { ProfilesService } from './profiles.service';
export type { ElementEntry, LevelAnchor } from './profiles/element-table';
export { NONE, type ComparableRatings } from './ratings/comparable-ratings';
export type { Rating } from './ratings/rating-columns';
export { OccupationRating } from './ratings/occupation-rating.entity';
export { SkillReferenceDto } from './skills.dto';
export { SkillsModule } from './skills.module';
