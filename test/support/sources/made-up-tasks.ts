import type { OnetRow } from './table-layouts';

/** Core and supplemental ones, and those of the unrated occupation, which are neither. */
export const TASKS: readonly OnetRow[] = [
  [
    '11-1011.00',
    '8801',
    'Climb every stair of the tower, and count those that creak.',
    'Core',
    '28',
    '08/2023',
    'Incumbent',
  ],
  ['11-1011.00', '8802', 'Ring the "great" bell at noon, or near it.', 'Core', '27', '08/2023', 'Incumbent'],
  ['11-1011.00', '8803', 'Look out for geese, floods or visitors.', 'Supplemental', '19', '08/2023', 'Incumbent'],
  [
    '13-2011.00',
    '9101',
    'Polish coins until both sides can be told apart.',
    'Core',
    '26',
    '08/2021',
    'Occupational Expert',
  ],
  ['13-2011.00', '9102', 'Count coins; then count them again.', 'Core', 'n/a', '07/2021', 'Analyst - Transition'],
  ['15-1252.00', '9201', 'Write riddles with one answer, or at most two.', 'Core', '28', '08/2023', 'Incumbent'],
  ['15-1252.00', '9202', 'Explain riddles to those who bought them.', 'Supplemental', '22', '08/2023', 'Incumbent'],
  ['29-1141.00', '9301', 'Sit up with geese that cannot sleep.', 'Core', '26', '08/2021', 'Occupational Expert'],
  ['29-1141.00', '9302', 'Watch roofs for patients on the run.', 'Core', '25', '08/2021', 'Occupational Expert'],
  ['29-1141.00', '9303', 'Bandage wings.', 'Supplemental', '9', '08/2021', 'Occupational Expert'],
  ['53-7051.00', '9401', 'Push carts uphill.', 'n/a', 'n/a', '06/2006', 'Analyst'],
  ['53-7051.00', '9402', 'Explain to bystanders why the cart came down again.', 'n/a', 'n/a', '06/2006', 'Analyst'],
];

const WATCHING = ['4.A.1.a.1', 'Watching the Horizon'] as const;
const MOVING = ['4.A.3.a.2', 'Moving What Is Heavy'] as const;
const SOOTHING = ['4.A.4.a.5', 'Soothing Others'] as const;

const LOOKING_OUT = [...WATCHING, '4.A.1.a.1.I01', 'Look out for what comes.'] as const;
const COUNTING = [...WATCHING, '4.A.1.a.1.I02', 'Count what is there.'] as const;
const PUSHING = [...MOVING, '4.A.3.a.2.I01', 'Push or carry things.'] as const;
const CALMING = [...SOOTHING, '4.A.4.a.5.I01', 'Calm the excited.'] as const;

/** Between the work activities that occupations are rated on and the detailed ones. */
export const INTERMEDIATE_ACTIVITIES: readonly OnetRow[] = [LOOKING_OUT, COUNTING, PUSHING, CALMING];

/** The second is what nobody does. */
export const DETAILED_ACTIVITIES: readonly OnetRow[] = [
  [...LOOKING_OUT, '4.A.1.a.1.I01.D01', 'Look out for geese.'],
  [...LOOKING_OUT, '4.A.1.a.1.I01.D02', 'Look out for "dragons".'],
  [...COUNTING, '4.A.1.a.1.I02.D01', 'Count things more than once.'],
  [...PUSHING, '4.A.3.a.2.I01.D01', 'Push things uphill, slowly.'],
  [...CALMING, '4.A.4.a.5.I01.D01', 'Sing to patients at night.'],
  [...CALMING, '4.A.4.a.5.I01.D02', 'Explain mishaps to those who saw them.'],
];

/** Some activities are those of two occupations, some tasks are of two activities or of none. */
export const TASK_ACTIVITIES: readonly OnetRow[] = [
  ['11-1011.00', '8801', '4.A.1.a.1.I02.D01', '08/2023', 'Analyst'],
  ['11-1011.00', '8803', '4.A.1.a.1.I01.D01', '08/2023', 'Analyst'],
  ['13-2011.00', '9102', '4.A.1.a.1.I02.D01', '07/2014', 'Analyst'],
  ['15-1252.00', '9202', '4.A.4.a.5.I01.D02', '08/2023', 'Analyst'],
  ['29-1141.00', '9301', '4.A.4.a.5.I01.D01', '08/2021', 'Analyst'],
  ['29-1141.00', '9302', '4.A.1.a.1.I01.D01', '08/2021', 'Analyst'],
  ['29-1141.00', '9302', '4.A.4.a.5.I01.D01', '08/2021', 'Analyst'],
  ['53-7051.00', '9401', '4.A.3.a.2.I01.D01', '07/2014', 'Analyst'],
  ['53-7051.00', '9402', '4.A.4.a.5.I01.D02', '07/2014', 'Analyst'],
];
