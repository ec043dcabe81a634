import type { OnetRow } from './table-layouts';

type ElementKey = readonly [id: string, name: string];

const RATED = ['11-1011.00', '13-2011.00', '15-1252.00', '29-1141.00'];
const SKILLS: readonly ElementKey[] = [
  ['2.A.1.a', 'Reading Maps'],
  ['2.A.1.b', 'Listening Closely'],
  ['2.B.1.a', 'Calming Geese'],
];
const ABILITIES: readonly ElementKey[] = [
  ['1.A.1.a.1', 'Hearing Geese Afar'],
  ['1.A.2.a.2', 'Steadiness of Thumbs'],
];
const KNOWLEDGE: readonly ElementKey[] = [
  ['2.C.1.a', 'Weather Lore'],
  ['2.C.4.d', 'Ways of Geese'],
];
const WORK_ACTIVITIES: readonly ElementKey[] = [
  ['4.A.1.a.1', 'Watching the Horizon'],
  ['4.A.3.a.2', 'Moving What Is Heavy'],
  ['4.A.4.a.5', 'Soothing Others'],
];

/** What the further ratings are about, and the branches of the content model that it hangs on. */
export const FURTHER_RATED_ELEMENTS: readonly OnetRow[] = [
  ['1', 'Made-up characteristics', 'What those who do our made-up jobs are like.'],
  ['1.A', 'Abilities', 'What they can, and cannot help.'],
  ['1.A.1.a.1', 'Hearing Geese Afar', 'Telling a gaggle from a gale.'],
  ['1.A.2.a.2', 'Steadiness of Thumbs', 'Keeping both still.'],
  ['2.C', 'Knowledge', 'What they know, or "know".'],
  ['2.C.1.a', 'Weather Lore', 'Telling rain by its clouds.'],
  ['2.C.4.d', 'Ways of Geese', 'Where they go, and why not.'],
  ['4', 'Made-up doings', 'What they do all day.'],
  ['4.A', 'Work Activities', 'What they would call it.'],
  ['4.A.1.a.1', 'Watching the Horizon', 'Looking for what comes, as long as it takes.'],
  ['4.A.3.a.2', 'Moving What Is Heavy', 'By hand, by cart or by persuasion.'],
  ['4.A.4.a.5', 'Soothing Others', 'n/a'],
];

/** By analysts, as official ones are. */
export const SKILL_RATINGS = rateAll(SKILLS, analystRatings);
/** By analysts too. */
export const ABILITY_RATINGS = rateAll(ABILITIES, analystRatings);
/** By those who work in the occupation, or by experts. */
export const KNOWLEDGE_RATINGS = rateAll(KNOWLEDGE, surveyedRatings);
/** By the same people as those of knowledge. */
export const WORK_ACTIVITY_RATINGS = rateAll(WORK_ACTIVITIES, surveyedRatings);

type Rate = (code: string, element: ElementKey, o: number, e: number) => OnetRow[];

function rateAll(elements: readonly ElementKey[], rate: Rate): OnetRow[] {
  return RATED.flatMap((code, o) => elements.flatMap((element, e) => rate(code, element, o, e)));
}

/** Importance and level of one element in one occupation: not the same for any two, and neither round. */
function values(o: number, e: number): { importance: string; level: string } {
  return {
    importance: (1.25 + ((o * 3 + e * 5) % 15) * 0.25).toFixed(2),
    level: (((o * 7 + e * 4) % 28) * 0.25 + 0.12).toFixed(2),
  };
}

function analystRatings(code: string, [elementId, elementName]: ElementKey, o: number, e: number): OnetRow[] {
  const { importance, level } = values(o, e);
  const suppress = (o + e) % 3 === 2 ? 'Y' : 'N';
  const notRelevant = Number(level) < 1 ? 'Y' : 'N';
  const key = [code, elementId, elementName] as const;
  return [
    [...key, 'IM', importance, '8', '0.2345', '0.7904', '5.0000', 'N', 'n/a', '08/2023', 'Analyst'],
    [...key, 'LV', level, '8', '0.1009', 'n/a', 'n/a', suppress, notRelevant, '07/2021', 'Analyst - Transition'],
  ];
}

/** Of every other occupation by those who work in it, of the others by experts, of whose ratings no error is told. */
function surveyedRatings(code: string, [elementId, elementName]: ElementKey, o: number, e: number): OnetRow[] {
  const { importance, level } = values(o, e + 1);
  const notRelevant = Number(level) < 1.5 ? 'Y' : 'N';
  const key = [code, elementId, elementName] as const;
  if (o % 2 === 1) {
    const untold = ['26', 'n/a', 'n/a', 'n/a', 'n/a'];
    const from = ['08/2021', 'Occupational Expert'];
    return [
      [...key, 'IM', importance, ...untold, 'n/a', ...from],
      [...key, 'LV', level, ...untold, notRelevant, ...from],
    ];
  }
  const from = ['08/2023', 'Incumbent'];
  const suppress = e === 1 ? 'Y' : 'N';
  return [
    [...key, 'IM', importance, ...interval(importance, 0.1102, [1, 5]), 'N', 'n/a', ...from],
    [...key, 'LV', level, ...interval(level, 0.213, [0, 7]), suppress, notRelevant, ...from],
  ];
}

/** How many answered, and how sure their mean is: nothing outside the scale is possible. */
function interval(value: string, error: number, [minimum, maximum]: readonly [number, number]): string[] {
  const lower = Math.max(minimum, Number(value) - 2 * error);
  const upper = Math.min(maximum, Number(value) + 2 * error);
  return ['28', error.toFixed(4), lower.toFixed(4), upper.toFixed(4)];
}
