import { Occupation } from '@app/occupations';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A product of information technology that an occupation uses, and the kind of product that it is. */
@Entity('technology_skills')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_technology_skills_occupation',
})
export class TechnologySkill {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  /** Of UNSPSC, such as `43231507`; since release 30.3 the id of an element of the content model (2.E). */
  @PrimaryColumn('varchar', { length: 20 })
  commodityCode: string;

  /** The product, such as `Microsoft Project`. */
  @PrimaryColumn('varchar', { length: 150 })
  example: string;

  /** Null where the release came without it. */
  @Column('varchar', { length: 150, nullable: true })
  commodityTitle: string | null;

  /** Often named in job postings of all occupations. */
  @Column('boolean', { nullable: true })
  hotTechnology: boolean | null;

  /** Often named in job postings of this occupation. */
  @Column('boolean', { nullable: true })
  inDemand: boolean | null;
}
