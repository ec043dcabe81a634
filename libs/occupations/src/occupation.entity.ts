import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** `text_file`: loaded with the release; `api`: fetched on demand from O*NET Web Services. */
export type RowSource = 'text_file' | 'api';

/** An O*NET-SOC occupation of one release. */
@Entity('occupations')
export class Occupation {
  @ForeignKey('Release', { name: 'fk_occupations_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @Column('varchar', { length: 150 })
  title: string;

  @Column('text')
  description: string;

  @Column('varchar', { length: 10 })
  source: RowSource;
}
