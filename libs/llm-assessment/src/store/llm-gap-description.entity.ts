import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LlmAssessment } from './llm-assessment.entity';

/** The text for one gap between two assessed occupations; null where the model gave none that can be used. */
@Entity('llm_gap_descriptions')
export class LlmGapDescription {
  @ForeignKey(() => LlmAssessment, { name: 'fk_llm_gap_descriptions_from' })
  @PrimaryColumn('int')
  fromAssessmentId: number;

  @ForeignKey(() => LlmAssessment, { name: 'fk_llm_gap_descriptions_to' })
  @PrimaryColumn('int')
  toAssessmentId: number;

  @PrimaryColumn('varchar', { length: 40 })
  promptVersion: string;

  @PrimaryColumn('varchar', { length: 20 })
  elementId: string;

  @Column('text', { nullable: true })
  llmGapDescription: string | null;

  /** Why there is no text; null where there is one. */
  @Column('varchar', { length: 300, nullable: true })
  holeReason: string | null;

  @Column('varchar', { length: 100, nullable: true })
  modelVersion: string | null;

  @Column('datetime')
  describedAt: Date;

  /** When a text that a passing error or the budget left open may be asked for again; null: it is there, or never. */
  @Column('datetime', { nullable: true })
  retryAt: Date | null;
}
