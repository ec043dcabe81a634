import { RELATED_OCCUPATIONS, REPORTED_TITLES, SOFTWARE_ELEMENTS, TECHNOLOGY } from './made-up-occupations';
import {
  JOB_ZONE_REFERENCE,
  PREPARATION,
  PREPARATION_CATEGORIES,
  PREPARATION_ELEMENTS,
  PREPARATION_SCALES,
} from './made-up-preparation';
import {
  ABILITY_RATINGS,
  FURTHER_RATED_ELEMENTS,
  KNOWLEDGE_RATINGS,
  SKILL_RATINGS,
  WORK_ACTIVITY_RATINGS,
} from './made-up-ratings';
import { DETAILED_ACTIVITIES, INTERMEDIATE_ACTIVITIES, TASK_ACTIVITIES, TASKS } from './made-up-tasks';
import { TABLE_LAYOUTS, type AnyTableName, type OnetRow, type OnetTables, type WholeTables } from './table-layouts';

export {
  TABLE_LAYOUTS,
  type AnyTableName,
  type OnetRow,
  type OnetTableName,
  type OnetTables,
  type WholeTables,
} from './table-layouts';

/**
 * A small made-up release: five occupations, four of them rated on three skills, each by importance and level. It has
 * what official files have: missing values, quotes, flags, a scale that begins below zero.
 */
export function onetTables(): OnetTables {
  return {
    scales: [
      ['IM', 'Importance', '1', '5'],
      ['LV', 'Level', '0', '7'],
      ['WI', 'Work Styles Impact', '-3', '3'],
    ],
    elements: [
      ['2', 'Made-up requirements', 'What our made-up jobs ask for.'],
      ['2.A', 'Essentials', 'Said to be needed by everybody.'],
      ['2.B', 'Extras', 'Said to be needed by some, "transferable" or not.'],
      ['2.A.1.a', 'Reading Maps', 'Finding the way on paper.'],
      ['2.A.1.b', 'Listening Closely', 'Hearing what is meant; not only what is said.'],
      ['2.B.1.a', 'Calming Geese', 'n/a'],
    ],
    occupations: [
      ['11-1011.00', 'Tower Keepers', 'Keep a tower, its stairs and its bell.'],
      ['13-2011.00', 'Coin Polishers', 'Polish coins until they shine, and count them.'],
      ['15-1252.00', 'Riddle Writers', 'Write riddles for fairs.\u0020Sell "hard" ones dearly.'],
      ['29-1141.00', 'Goose Nurses', 'Care for geese, day and night.'],
      ['53-7051.00', 'Cart Pushers', 'Push carts uphill.'],
    ],
    skills: SKILL_RATINGS,
    anchors: [
      ['2.A.1.a', 'Reading Maps', 'LV', '2', 'Find the "old" bridge'],
      ['2.A.1.a', 'Reading Maps', 'LV', '6', 'Draw the coast after one voyage'],
      ['2.B.1.a', 'Calming Geese', 'LV', '4', 'Quiet a gaggle, in the rain'],
    ],
    jobZones: [
      ['11-1011.00', '4', '08/2023', 'Analyst'],
      ['13-2011.00', '2', '07/2021', 'Analyst - Transition'],
      ['29-1141.00', '5', '08/2023', 'n/a'],
    ],
    titles: [
      ['11-1011.00', 'Bell Ringer', 'n/a', '02,10'],
      ['11-1011.00', 'Keeper of Towers', 'KOT', '08'],
      ['29-1141.00', 'nurse', 'n/a', '01'],
      ['29-1141.00', 'Nurse', 'n/a', '01'],
      ['53-7051.00', 'Pusher, Carts', 'n/a', 'n/a'],
    ],
  };
}

/**
 * The same release with every table that there is. The tables of `onetTables()` begin as they do there, and go on with the
 * elements and scales that the others refer to; the occupation that is unrated has tasks and technology.
 */
export function wholeTables(): WholeTables {
  const { scales, elements, ...others } = onetTables();
  return {
    ...others,
    scales: [...scales, ...PREPARATION_SCALES],
    elements: [...elements, ...FURTHER_RATED_ELEMENTS, ...PREPARATION_ELEMENTS, ...SOFTWARE_ELEMENTS],
    knowledge: KNOWLEDGE_RATINGS,
    abilities: ABILITY_RATINGS,
    workActivities: WORK_ACTIVITY_RATINGS,
    jobZoneReference: JOB_ZONE_REFERENCE,
    reportedTitles: REPORTED_TITLES,
    relatedOccupations: RELATED_OCCUPATIONS,
    technology: TECHNOLOGY,
    preparation: PREPARATION,
    preparationCategories: PREPARATION_CATEGORIES,
    tasks: TASKS,
    intermediateActivities: INTERMEDIATE_ACTIVITIES,
    detailedActivities: DETAILED_ACTIVITIES,
    taskActivities: TASK_ACTIVITIES,
  };
}

/** The first row of a table with some fields changed, by header. */
export function onetRow(table: AnyTableName, changes: Readonly<Record<string, string>>): OnetRow {
  const headers: readonly string[] = TABLE_LAYOUTS[table].headers;
  const unknown = Object.keys(changes).filter((header) => !headers.includes(header));
  if (unknown.length > 0) throw new Error(`${TABLE_LAYOUTS[table].name} has no column ${unknown.join(', ')}`);
  return wholeTables()[table][0]!.map((field, i) => changes[headers[i]!] ?? field);
}
