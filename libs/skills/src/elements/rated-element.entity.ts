import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * An element of O*NET's content model that occupations of the release are rated on, of any domain. Constraints are called
 * as they were when there were but skills, which are the view `skills` now.
 */
@Entity('elements')
export class RatedElement {
  @ForeignKey('Release', { name: 'fk_skills_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 20 })
  elementId: string;

  @Column('varchar', { length: 150 })
  name: string;

  @Column('text', { nullable: true })
  description: string | null;
}
