import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Occupation, type RowSource } from '@app/occupations';
import { Scale } from '../elements/scale.entity';
import { RatedElement } from '../elements/rated-element.entity';

/**
 * One rating: how an occupation stands on one element and one scale. Those of the skills are the view `occupation_skills`,
 * after which the constraints are called.
 */
@Entity('occupation_ratings')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_occupation_skills_occupation',
})
@ForeignKey(() => RatedElement, ['releaseId', 'elementId'], ['releaseId', 'elementId'], {
  name: 'fk_occupation_skills_skill',
})
@ForeignKey(() => Scale, ['releaseId', 'scaleId'], ['releaseId', 'scaleId'], { name: 'fk_occupation_skills_scale' })
export class OccupationRating {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @PrimaryColumn('varchar', { length: 20 })
  elementId: string;

  @PrimaryColumn('varchar', { length: 3 })
  scaleId: string;

  @Column('decimal', { precision: 9, scale: 4 })
  dataValue: number;

  /** How many people rated. */
  @Column('int', { nullable: true })
  n: number | null;

  @Column('decimal', { precision: 9, scale: 4, nullable: true })
  standardError: number | null;

  @Column('decimal', { precision: 9, scale: 4, nullable: true })
  lowerCiBound: number | null;

  @Column('decimal', { precision: 9, scale: 4, nullable: true })
  upperCiBound: number | null;

  /** Low precision: to be shown with a warning, not dropped. */
  @Column('boolean', { nullable: true })
  recommendSuppress: boolean | null;

  /** On level rows: so few raters found the element important that the level should not be read as required. */
  @Column('boolean', { nullable: true })
  notRelevant: boolean | null;

  /** First day of the month in which O*NET updated the rating, `YYYY-MM-DD`. */
  @Column('date', { nullable: true })
  dateUpdated: string | null;

  @Column('varchar', { length: 50, nullable: true })
  domainSource: string | null;

  @Column('varchar', { length: 10 })
  source: RowSource;

  /** On level rows: the level of the newest assessment by a language model; O*NET's own stays beside it. */
  @Column('decimal', { precision: 9, scale: 4, nullable: true })
  llmProficiencyLevel: number | null;

  /** That assessment's id in `llm_assessments`. */
  @Column('int', { nullable: true })
  llmAssessment: number | null;
}
