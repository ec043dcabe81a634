import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An element of O*NET's content model that occupations are rated on; today those of its skills domains, 2.A and 2.B. */
@Entity('skills')
export class Skill {
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
