import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Occupation } from './occupation.entity';

/** A name by which people know an occupation. Many name more than one occupation. */
@Entity('alternate_titles')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_alternate_titles_occupation',
})
export class AlternateTitle {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @PrimaryColumn('varchar', { length: 250 })
  alternateTitle: string;

  /** Abbreviation; empty if there is none. Part of the key, as O*NET lists some titles with and without one. */
  @PrimaryColumn('varchar', { length: 150 })
  shortTitle: string;

  /** Comma list of two-digit codes that say where the title was found. */
  @Column('varchar', { length: 100, nullable: true })
  sources: string | null;
}
