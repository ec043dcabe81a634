import type { ReplacedCodes } from '@app/http';
import { missingSkills, type SkillGap } from '@app/skill-gap';
import { table } from '../output';
import { describeOccupation } from '../words';

/** Which gaps are told: all of them, or those of skills that the source has nothing of. */
export type GapForm = 'by-level' | 'missing';

/** What is told of a gap. */
export type ToldGap = Pick<SkillGap, 'from' | 'to' | 'gaps' | 'compared'> & {
  readonly index: Pick<SkillGap['index'], 'skills' | 'release'>;
};

export function gapRows({ index, gaps }: ToldGap, form: GapForm) {
  return (form === 'by-level' ? gaps : missingSkills(gaps)).map(({ skill, fromLevel, toLevel }) => ({
    element_id: index.skills[skill]?.elementId ?? '',
    skill_name: index.skills[skill]?.name ?? '',
    from_proficiency_level: fromLevel,
    to_proficiency_level: toLevel,
  }));
}

/** As the HTTP endpoint of this form gives it. */
export function gapAnswer(gap: ToldGap, form: GapForm) {
  const { from, to, compared, index } = gap;
  const rows = gapRows(gap, form);
  return {
    from_occupation: { code: from.code, title: from.title },
    to_occupation: { code: to.code, title: to.title },
    skill_gaps: form === 'by-level' ? rows : rows.map(({ skill_name }) => skill_name),
    compared,
    release: index.release.name,
  };
}

export function describeGap(gap: ToldGap, form: GapForm, replaced: ReplacedCodes = NONE_REPLACED): string {
  const { from, to, compared, index } = gap;
  const [source, target] = [withReplaced(from, replaced.from), withReplaced(to, replaced.to)];
  const heading = `${source} → ${target} (release ${index.release.name})`;
  const rows = gapRows(gap, form).map((row) => [
    row.element_id,
    row.skill_name,
    row.from_proficiency_level.toFixed(2),
    row.to_proficiency_level.toFixed(2),
  ]);
  if (rows.length === 0) return `${heading}\n${describeNoGap(compared, form)}`;
  return `${heading}\n${table(['Element', 'Skill', 'From level', 'To level'], rows)}`;
}

const NONE_REPLACED: ReplacedCodes = { from: null, to: null };

function withReplaced({ code, title }: ToldGap['from'], replaces: string | null): string {
  return describeOccupation({ code, title, ...(replaces !== null && { replaces }) });
}

/** Not to be mixed up: nothing is lacking, and nothing was there to be compared. */
function describeNoGap(compared: number, form: GapForm): string {
  if (compared === 0) return 'Nothing was compared: there is no skill that both occupations are rated on.';
  const none = form === 'by-level' ? 'No gap' : 'Nothing is missing';
  return `${none}: ${compared} skills were compared.`;
}
