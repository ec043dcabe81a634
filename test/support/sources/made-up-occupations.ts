import type { OnetRow } from './table-layouts';

/** What people call themselves, which alternate titles need not have. */
export const REPORTED_TITLES: readonly OnetRow[] = [
  ['11-1011.00', 'Chief of Stairs', 'Y'],
  ['11-1011.00', 'CTK (Chief Tower Keeper)', 'N'],
  ['15-1252.00', 'Riddler', 'Y'],
  ['29-1141.00', 'Night Nurse, Geese', 'Y'],
  ['53-7051.00', '"Uphill" Pusher', 'N'],
];

/** Not all is mutual: nobody calls those who push carts related to them but goose nurses. */
export const RELATED_OCCUPATIONS: readonly OnetRow[] = [
  ['11-1011.00', '13-2011.00', 'Primary-Short', '1'],
  ['11-1011.00', '29-1141.00', 'Primary-Short', '2'],
  ['11-1011.00', '15-1252.00', 'Primary-Long', '3'],
  ['29-1141.00', '11-1011.00', 'Primary-Short', '1'],
  ['29-1141.00', '15-1252.00', 'Primary-Long', '2'],
  ['29-1141.00', '53-7051.00', 'Supplemental', '3'],
  ['53-7051.00', '29-1141.00', 'Primary-Short', '1'],
  ['53-7051.00', '11-1011.00', 'Supplemental', '2'],
];

interface Category {
  /** Of the United Nations' code of products, as releases have it up to 30.2. */
  readonly code: string;
  /** In the content model, which from 30.3 on has the categories of software. */
  readonly elementId: string;
  readonly title: string;
}

const BELLS: Category = { code: '43231501', elementId: '2.E.1.a', title: 'Bell scheduling software' };
const LEDGERS: Category = { code: '43231601', elementId: '2.E.1.b', title: 'Ledger software' };
const WORDS: Category = { code: '43232104', elementId: '2.E.2.a', title: 'Word and riddle processing software' };
const GEESE: Category = { code: '43232302', elementId: '2.E.2.b', title: 'Flock, gaggle and skein software' };

/** Elements of the categories of technology by their commodity codes. */
export const SOFTWARE_IDS: ReadonlyMap<string, string> = new Map(
  [BELLS, LEDGERS, WORDS, GEESE].map(({ code, elementId }) => [code, elementId]),
);

/** The categories of technology in the content model, whatever the generation: so that every form has the same elements. */
export const SOFTWARE_ELEMENTS: readonly OnetRow[] = [
  ['2.E', 'Software Skills', 'What they have to switch on.'],
  ...[BELLS, LEDGERS, WORDS, GEESE].map(({ elementId, title }) => [elementId, title, 'n/a']),
];

/** One example is of two categories, and some are those of several occupations. */
export const TECHNOLOGY: readonly OnetRow[] = [
  technology('11-1011.00', 'Belfry Planner', BELLS, 'NN'),
  technology('11-1011.00', 'Inkwell 3', WORDS, 'YN'),
  technology('13-2011.00', 'CountTwice', LEDGERS, 'NY'),
  technology('13-2011.00', 'Quillmaster "Pro"', LEDGERS, 'YN'),
  technology('15-1252.00', 'Inkwell 3', WORDS, 'YY'),
  technology('15-1252.00', 'Quillmaster "Pro"', LEDGERS, 'YN'),
  technology('15-1252.00', 'Quillmaster "Pro"', WORDS, 'YY'),
  technology('29-1141.00', 'Gaggle Analytics', GEESE, 'NY'),
  technology('29-1141.00', 'Inkwell 3', WORDS, 'YN'),
  technology('53-7051.00', 'CartNav, uphill edition', LEDGERS, 'NN'),
];

function technology(
  code: string,
  example: string,
  { code: commodity, title }: Category,
  [hot = '', inDemand = '']: string,
): OnetRow {
  return [code, example, commodity, title, hot, inDemand];
}
