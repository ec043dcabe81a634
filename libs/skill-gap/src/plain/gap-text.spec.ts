import { GapText } from './gap-text';
import type { SkillGapByLevelDto, SkillGapDto } from './skill-gap.dto';

const skills = [
  { elementId: '2.A.1.a', name: 'Reading Comprehension', description: null, anchors: [] },
  { elementId: '2.B.3.c', name: 'Skill with "quotes" \\ and ünïcode', description: null, anchors: [] },
];
const text = new GapText({ skills, release: { id: 1, name: '29.0', checksum: '', revision: 0 } });
const from = { code: '11-1011.00', title: 'Chief "Executives"' };
const to = { code: '11-3013.00', title: 'Facilities Managers' };
const gaps = [
  { skill: 0, fromLevel: 0, toLevel: 0.12 },
  { skill: 1, fromLevel: 2.5, toLevel: 4 },
];
const empty = { from, to, gaps: [], compared: 0 };
const occupations = {
  from_occupation: { code: '11-1011.00', title: 'Chief "Executives"' },
  to_occupation: { code: '11-3013.00', title: 'Facilities Managers' },
};

it('writes the same bytes as JSON.stringify for gaps by name', () => {
  const answer: SkillGapDto = {
    ...occupations,
    skill_gaps: skills.map(({ name }) => name),
    compared: 2,
    release: '29.0',
  };
  expect(text.names({ from, to, gaps, compared: 2 })).toBe(JSON.stringify(answer));
});

it('writes the same bytes as JSON.stringify for gaps by level', () => {
  const skillGaps = gaps.map(({ skill, fromLevel, toLevel }) => ({
    element_id: skills[skill]?.elementId ?? '',
    skill_name: skills[skill]?.name ?? '',
    from_proficiency_level: fromLevel,
    to_proficiency_level: toLevel,
  }));
  const answer: SkillGapByLevelDto = { ...occupations, skill_gaps: skillGaps, compared: 2, release: '29.0' };
  expect(text.levels({ from, to, gaps, compared: 2 })).toBe(JSON.stringify(answer));
});

it('writes what else an answer has before the release', () => {
  expect(JSON.parse(text.levels({ ...empty, compared: 1 }, { coverage: '1/2', notice: null }))).toEqual({
    ...{ ...occupations, skill_gaps: [], compared: 1, coverage: '1/2', notice: null, release: '29.0' },
  });
});

it('writes an empty gap as an empty list, and that nothing was compared where that is why', () => {
  expect(JSON.parse(text.names(empty))).toMatchObject({ skill_gaps: [], compared: 0 });
  expect(JSON.parse(text.levels(empty))).toMatchObject({ skill_gaps: [], compared: 0 });
});
