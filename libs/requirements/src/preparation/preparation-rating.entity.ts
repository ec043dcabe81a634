import { Occupation } from '@app/occupations';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * What people in an occupation say is required to be hired: for each category of education, related experience and
 * training the share of them, in percent.
 */
@Entity('preparation_ratings')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_preparation_ratings_occupation',
})
export class PreparationRating {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @PrimaryColumn('varchar', { length: 20 })
  elementId: string;

  /** RL (education), RW (related experience), PT (training at the site or plant), OJ (training on the job); or IM. */
  @PrimaryColumn('varchar', { length: 3 })
  scaleId: string;

  /** From 1; 0 where the value is no share but a rating, such as how important a certificate is (IM). */
  @PrimaryColumn('int')
  category: number;

  @Column('decimal', { precision: 9, scale: 4 })
  dataValue: number;

  /** How many people answered. */
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

  /** First day of the month in which O*NET updated the row, `YYYY-MM-DD`. */
  @Column('date', { nullable: true })
  dateUpdated: string | null;

  @Column('varchar', { length: 50, nullable: true })
  domainSource: string | null;
}
