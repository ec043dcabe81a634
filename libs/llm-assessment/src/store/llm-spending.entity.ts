import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The cost of a day of UTC so far, with the most that calls under way may cost. */
@Entity('llm_spending')
export class LlmSpending {
  @PrimaryColumn('date')
  day: string;

  @Column('decimal', { precision: 12, scale: 6 })
  committedUsd: number;
}
