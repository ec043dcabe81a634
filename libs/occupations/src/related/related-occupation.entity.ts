import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Occupation } from '../occupation.entity';

/** An occupation that O*NET names as related to another: alike in what is done, known and called. */
@Entity('related_occupations')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_related_occupations_occupation',
})
export class RelatedOccupation {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @PrimaryColumn('varchar', { length: 10 })
  relatedOnetSocCode: string;

  /** `Primary-Short`, `Primary-Long` or `Supplemental`: how close, the closest first. */
  @Column('varchar', { length: 50 })
  relatednessTier: string;

  /** Place in the list of its occupation; the first is 1. */
  @Column('int')
  relatedIndex: number;
}
