import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a category of education, experience or training means. */
@Entity('preparation_categories')
export class PreparationCategory {
  @ForeignKey('Release', { name: 'fk_preparation_categories_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 20 })
  elementId: string;

  @PrimaryColumn('varchar', { length: 3 })
  scaleId: string;

  @PrimaryColumn('int')
  category: number;

  @Column('text')
  categoryDescription: string;
}
