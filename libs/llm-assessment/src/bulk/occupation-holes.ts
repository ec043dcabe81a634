import type { OnetSocCode } from '@app/onet';
import type { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';

/** An occupation that is assessed, but not on all skills. */
export interface OccupationHoles {
  readonly code: OnetSocCode;
  /** Skills without a level. */
  readonly missing: number;
  /** Skills that were asked for. */
  readonly of: number;
}

/** A record has room for these, and for the reason. */
const SHOWN = 5;

/** The words with which a run records them: `2 of 35 levels are missing: 2.A.1.a, 2.B.3.a: left out`. */
export function reasonOf(
  asked: number,
  holes: readonly Pick<LlmSkillAssessment, 'elementId' | 'holeReason'>[],
): string {
  const ids = holes.slice(0, SHOWN).map(({ elementId }) => elementId);
  const more = holes.length > SHOWN ? ` and ${holes.length - SHOWN} more` : '';
  return `${holes.length} of ${asked} levels are missing: ${ids.join(', ')}${more}: ${holes[0]?.holeReason ?? 'unknown'}`;
}

/** Names some of them to people: `11-3013.00 (2 of 35)`; the record of the run has all of them. */
export function describeHoles(holes: readonly OccupationHoles[]): string {
  const shown = holes.slice(0, SHOWN).map(({ code, missing, of }) => `${code} (${missing} of ${of})`);
  return `${shown.join(', ')}${holes.length > SHOWN ? ` and ${holes.length - SHOWN} more` : ''}`;
}
