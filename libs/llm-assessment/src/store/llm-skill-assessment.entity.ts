import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LlmAssessment } from './llm-assessment.entity';

/** A language model's answer for one skill of an occupation; without a level where it gave none that can be used. */
@Entity('llm_skill_assessments')
export class LlmSkillAssessment {
  @ForeignKey(() => LlmAssessment, { name: 'fk_llm_skill_assessments_assessment' })
  @PrimaryColumn('int')
  assessmentId: number;

  @PrimaryColumn('varchar', { length: 20 })
  elementId: string;

  /** 0 to 7; null is a hole. */
  @Column('decimal', { precision: 9, scale: 4, nullable: true })
  llmAssignedProficiencyLevel: number | null;

  @Column('text', { nullable: true })
  llmSkillName: string | null;

  @Column('text', { nullable: true })
  llmAssignedProficiencyDescription: string | null;

  @Column('text', { nullable: true })
  llmExplanation: string | null;

  /** Why there is no level; null where there is one. */
  @Column('varchar', { length: 300, nullable: true })
  holeReason: string | null;
}
