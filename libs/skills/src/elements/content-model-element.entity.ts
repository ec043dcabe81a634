import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An element of O*NET's content model, rated or not: the tree that skills are leaves of. */
@Entity('content_model_elements')
export class ContentModelElement {
  @ForeignKey('Release', { name: 'fk_content_model_elements_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 20 })
  elementId: string;

  @Column('varchar', { length: 150 })
  name: string;

  @Column('text', { nullable: true })
  description: string | null;
}
