import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An example of what a point on a level scale means for one element. */
@Entity('level_scale_anchors')
export class LevelScaleAnchor {
  @ForeignKey('Release', { name: 'fk_level_scale_anchors_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 20 })
  elementId: string;

  @PrimaryColumn('varchar', { length: 3 })
  scaleId: string;

  @PrimaryColumn('int')
  anchorValue: number;

  @Column('text')
  anchorDescription: string;
}
