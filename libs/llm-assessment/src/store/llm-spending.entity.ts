import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a day of UTC has cost so far, with what calls under way may cost at most. */
@Entity('llm_spending')
export class LlmSpending {
  @PrimaryColumn('date')
  day: string;

  @Column('decimal', { precision: 12, scale: 6 })
  committedUsd: number;
}
