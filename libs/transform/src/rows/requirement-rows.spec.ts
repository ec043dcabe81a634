import type { LandedRow } from '@app/ingestion';
import type { FileShape } from '@app/onet';
import { KnownKeys } from './known-keys';
import { NORMALISE } from './normalise-rows';
import { RowRejection } from './row-rejection';

type Fields<S extends FileShape> = Omit<LandedRow<S>, 'runId' | 'fileName' | 'line'>;

const PLACE = { runId: 1, fileName: 'File.txt', line: 2 };

const TECHNOLOGY: Fields<'technology'> = {
  onetSocCode: '11-1011.00',
  example: 'Quillmaster "Pro"',
  commodityCode: '43231601',
  commodityTitle: 'Ledger software',
  hotTechnology: 'Y',
  inDemand: 'N',
};
const PREPARATION: Fields<'preparation'> = {
  onetSocCode: '11-1011.00',
  elementId: '2.D.1',
  elementName: 'Required Level of Education',
  scaleId: 'RL',
  category: '2',
  dataValue: '10.71',
  n: '28',
  standardError: '6.2500',
  lowerCiBound: '2.2123',
  upperCiBound: '23.2100',
  recommendSuppress: 'N',
  dateUpdated: '08/2023',
  domainSource: 'Incumbent',
};
const CATEGORY: Fields<'preparationCategory'> = {
  elementId: '2.D.1',
  elementName: 'Required Level of Education',
  scaleId: 'RL',
  category: '12',
  categoryDescription: 'Post-doctoral riddles',
};
const TASK: Fields<'task'> = {
  onetSocCode: '11-1011.00',
  taskId: '8801',
  task: 'Ring the "great" bell.',
  taskType: 'Core',
  incumbentsResponding: '28',
  dateUpdated: '08/2023',
  domainSource: 'Incumbent',
};
const INTERMEDIATE: Fields<'intermediateActivity'> = {
  elementId: '4.A.1.a.1',
  iwaId: '4.A.1.a.1.I01',
  iwaTitle: 'Look out for what comes.',
};
const DETAILED: Fields<'detailedActivity'> = {
  elementId: '4.A.1.a.1',
  iwaId: '4.A.1.a.1.I01',
  dwaId: '4.A.1.a.1.I01.D02',
  dwaTitle: 'Look out for dragons.',
};
const TASK_ACTIVITY: Fields<'taskActivity'> = {
  onetSocCode: '11-1011.00',
  taskId: '8801',
  dwaId: '4.A.1.a.1.I01.D02',
  dateUpdated: '07/2014',
  domainSource: 'Analyst',
};

/** The known keys of a release with two occupations, and the elements and scales that they are rated on. */
function known(): KnownKeys {
  const keys = new KnownKeys();
  for (const [scaleId, minimum, maximum] of [
    ['IM', 1, 5],
    ['RL', 0, 100],
  ] as const) {
    keys.scales.set(scaleId, { minimum, maximum });
  }
  const facts = { name: 'Made up', description: null };
  keys.elements = new Map(['2.D.1', '3.A.4.a', '4.A.1.a.1'].map((id) => [id, facts]));
  keys.occupations.add('11-1011.00').add('13-2011.00');
  return keys;
}

function rejectionOf(normalise: () => unknown): [column: string, value: string, reason: string] {
  try {
    normalise();
  } catch (error) {
    if (error instanceof RowRejection) return [error.column, error.value, error.reason];
    throw error;
  }
  throw new Error('The row was accepted');
}

describe('a technology', () => {
  const normalise = (fields: Partial<Fields<'technology'>>) =>
    NORMALISE.technology({ ...PLACE, ...TECHNOLOGY, ...fields }, known());

  it('becomes a product and what kind of product it is', () => {
    expect(normalise({})).toEqual({ ...TECHNOLOGY, hotTechnology: true, inDemand: false });
  });

  it('may be of an element of the content model, as from 30.3 on, and lack its title as in the SQL form', () => {
    const later = { commodityCode: '2.E.1.b', commodityTitle: '' };
    expect(normalise(later)).toMatchObject({ commodityCode: '2.E.1.b', commodityTitle: null });
  });

  it('of which nobody knows whether it is hot is not said to be cold', () => {
    expect(normalise({ hotTechnology: 'n/a', inDemand: '' })).toMatchObject({ hotTechnology: null, inDemand: null });
  });

  it.each<[string, string, Partial<Fields<'technology'>>, string]>([
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Commodity Code', 'is missing', { commodityCode: 'n/a' }, 'n/a'],
    ['Commodity Code', 'is longer than 20 characters', { commodityCode: '4'.repeat(21) }, '4'.repeat(21)],
    ['Example', 'is missing', { example: ' ' }, ' '],
    ['Example', 'is longer than 150 characters', { example: 'x'.repeat(151) }, 'x'.repeat(151)],
    ['Commodity Title', 'is longer than 150 characters', { commodityTitle: 'x'.repeat(151) }, 'x'.repeat(151)],
    ['Hot Technology', 'is neither Y nor N', { hotTechnology: 'Yes' }, 'Yes'],
    ['In Demand', 'is neither Y nor N', { inDemand: 'true' }, 'true'],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('a rating of education, experience or training', () => {
  const normalise = (fields: Partial<Fields<'preparation'>>) =>
    NORMALISE.preparation({ ...PLACE, ...PREPARATION, ...fields }, known());

  it('becomes a share of those who answered, without the name of its element', () => {
    expect(normalise({})).toEqual({
      onetSocCode: '11-1011.00',
      elementId: '2.D.1',
      scaleId: 'RL',
      category: 2,
      dataValue: 10.71,
      n: 28,
      standardError: 6.25,
      lowerCiBound: 2.2123,
      upperCiBound: 23.21,
      recommendSuppress: false,
      dateUpdated: '2023-08-01',
      domainSource: 'Incumbent',
    });
  });

  it.each(['n/a', '', 'NULL'])('of no category (%j) is of category 0, being part of its key', (category) => {
    const importance = { elementId: '3.A.4.a', scaleId: 'IM', dataValue: '2.25' };
    expect(normalise({ ...importance, category })).toMatchObject({ category: 0, scaleId: 'IM', dataValue: 2.25 });
  });

  it.each(['0.00', '100.00'])('may be %s, an end of its scale', (dataValue) => {
    expect(normalise({ dataValue }).dataValue).toBe(Number(dataValue));
  });

  it('keeps quality fields that are missing as null', () => {
    const missing = {
      n: 'n/a',
      standardError: 'n/a',
      lowerCiBound: '',
      upperCiBound: 'NULL',
      recommendSuppress: 'n/a',
    };
    expect(normalise(missing)).toMatchObject({
      n: null,
      standardError: null,
      lowerCiBound: null,
      upperCiBound: null,
      recommendSuppress: null,
    });
  });

  it.each<[string, string, Partial<Fields<'preparation'>>, string]>([
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Element ID', 'is not in Content Model Reference', { elementId: '2.D.2' }, '2.D.2'],
    ['Scale ID', 'is not in Scales Reference', { scaleId: 'RW' }, 'RW'],
    ['Category', 'is not a number from 1', { category: '0' }, '0'],
    ['Category', 'is not a whole number', { category: '1.5' }, '1.5'],
    ['Data Value', 'is outside scale RL (0 to 100)', { dataValue: '100.01' }, '100.01'],
    ['Data Value', 'is outside scale RL (0 to 100)', { dataValue: '-0.01' }, '-0.01'],
    ['Data Value', 'is missing', { dataValue: 'n/a' }, 'n/a'],
    ['N', 'is negative', { n: '-1' }, '-1'],
    ['Standard Error', 'is negative', { standardError: '-0.1' }, '-0.1'],
    ['Recommend Suppress', 'is neither Y nor N', { recommendSuppress: '0' }, '0'],
    ['Date', 'is not a month such as 08/2023', { dateUpdated: '2023' }, '2023'],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('a category', () => {
  const normalise = (fields: Partial<Fields<'preparationCategory'>>) =>
    NORMALISE.preparationCategory({ ...PLACE, ...CATEGORY, ...fields }, known());

  it('becomes a number and what it means', () => {
    const { elementId, scaleId, categoryDescription } = CATEGORY;
    expect(normalise({})).toEqual({ elementId, scaleId, category: 12, categoryDescription });
  });

  it.each<[string, string, Partial<Fields<'preparationCategory'>>, string]>([
    ['Element ID', 'is not in Content Model Reference', { elementId: '2.D.2' }, '2.D.2'],
    ['Scale ID', 'is not in Scales Reference', { scaleId: 'RW' }, 'RW'],
    ['Category', 'is missing', { category: 'n/a' }, 'n/a'],
    ['Category', 'is not a number from 1', { category: '-1' }, '-1'],
    ['Category Description', 'is missing', { categoryDescription: '' }, ''],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('a task', () => {
  const normalise = (fields: Partial<Fields<'task'>>, keys = known()) =>
    NORMALISE.task({ ...PLACE, ...TASK, ...fields }, keys);

  it('becomes what people do, to which activities can refer', () => {
    const keys = known();
    expect(normalise({}, keys)).toEqual({ ...TASK, taskId: 8801, incumbentsResponding: 28, dateUpdated: '2023-08-01' });
    expect(keys.task(8801, '11-1011.00')).toBe(8801);
  });

  it('may be neither core nor supplemental, and of nobody who responded', () => {
    const unrated = { taskType: 'n/a', incumbentsResponding: 'n/a', dateUpdated: '', domainSource: 'n/a' };
    expect(normalise(unrated)).toMatchObject({ taskType: null, incumbentsResponding: null, dateUpdated: null });
  });

  it.each<[string, string, Partial<Fields<'task'>>, string]>([
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Task ID', 'is missing', { taskId: '' }, ''],
    ['Task ID', 'is not a whole number', { taskId: '88O1' }, '88O1'],
    ['Task ID', 'is not a whole number', { taskId: '2147483648' }, '2147483648'],
    ['Task ID', 'is not a number from 1', { taskId: '0' }, '0'],
    ['Task', 'is missing', { task: 'n/a' }, 'n/a'],
    ['Task Type', 'is longer than 20 characters', { taskType: 'x'.repeat(21) }, 'x'.repeat(21)],
    ['Incumbents Responding', 'is negative', { incumbentsResponding: '-3' }, '-3'],
    ['Date', 'is not a month such as 08/2023', { dateUpdated: '13/2023' }, '13/2023'],
  ])('whose %s %s is rejected, and nothing can refer to it', (column, reason, fields, value) => {
    const keys = known();
    expect(rejectionOf(() => normalise(fields, keys))).toEqual([column, value, reason]);
    expect(() => keys.task(8801, '11-1011.00')).toThrow(RowRejection);
  });
});

describe('an intermediate activity', () => {
  const normalise = (fields: Partial<Fields<'intermediateActivity'>>) =>
    NORMALISE.intermediateActivity({ ...PLACE, ...INTERMEDIATE, ...fields }, known());

  it('is part of an element', () => {
    expect(normalise({})).toEqual(INTERMEDIATE);
  });

  it.each<[string, string, Partial<Fields<'intermediateActivity'>>, string]>([
    ['IWA ID', 'is missing', { iwaId: 'n/a' }, 'n/a'],
    ['IWA ID', 'is not the id of a work activity such as 4.A.2.a.4.I09.D03', { iwaId: '4.A 1' }, '4.A 1'],
    ['IWA ID', 'is longer than 30 characters', { iwaId: '4'.repeat(31) }, '4'.repeat(31)],
    ['Element ID', 'is not in Content Model Reference', { elementId: '4.A.9.z' }, '4.A.9.z'],
    ['IWA Title', 'is missing', { iwaTitle: '' }, ''],
    ['IWA Title', 'is longer than 250 characters', { iwaTitle: 'x'.repeat(251) }, 'x'.repeat(251)],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('a detailed activity', () => {
  const normalise = (fields: Partial<Fields<'detailedActivity'>>, keys = known()) =>
    NORMALISE.detailedActivity({ ...PLACE, ...DETAILED, ...fields }, keys);

  it.each(['4.A.1.a.1.I01.D02', '4.A.1.a.1.a.2'])(
    'called %s is part of an element, and tasks can refer to it',
    (dwaId) => {
      const keys = known();
      expect(normalise({ dwaId }, keys)).toEqual({ ...DETAILED, dwaId });
      expect(keys.activity(dwaId)).toBe(dwaId);
    },
  );

  it.each<[string, string, Partial<Fields<'detailedActivity'>>, string]>([
    ['DWA ID', 'is missing', { dwaId: '' }, ''],
    ['IWA ID', 'is missing', { iwaId: 'n/a' }, 'n/a'],
    ['Element ID', 'is not in Content Model Reference', { elementId: '4.A.9.z' }, '4.A.9.z'],
    ['DWA Title', 'is missing', { dwaTitle: '' }, ''],
  ])('whose %s %s is rejected, and no task can refer to it', (column, reason, fields, value) => {
    const keys = known();
    expect(rejectionOf(() => normalise(fields, keys))).toEqual([column, value, reason]);
    expect(() => keys.activity(DETAILED.dwaId)).toThrow(RowRejection);
  });
});

describe('an activity of a task', () => {
  /** After Task Statements and the reference of activities, where these are there. */
  const after = (tasks: readonly Partial<Fields<'task'>>[], activities: readonly string[]): KnownKeys => {
    const keys = known();
    for (const fields of tasks) NORMALISE.task({ ...PLACE, ...TASK, ...fields }, keys);
    for (const dwaId of activities) NORMALISE.detailedActivity({ ...PLACE, ...DETAILED, dwaId }, keys);
    return keys;
  };
  const normalise = (fields: Partial<Fields<'taskActivity'>>, keys = after([{}], [DETAILED.dwaId])) =>
    NORMALISE.taskActivity({ ...PLACE, ...TASK_ACTIVITY, ...fields }, keys);

  it('becomes a task and an activity that there are', () => {
    expect(normalise({})).toEqual({ ...TASK_ACTIVITY, taskId: 8801, dateUpdated: '2014-07-01' });
  });

  it('is taken as it is where a release has neither tasks nor activities', () => {
    expect(normalise({ taskId: '7', dwaId: '4.A.9' }, after([], []))).toMatchObject({ taskId: 7, dwaId: '4.A.9' });
  });

  it('may be of a number that tasks of two occupations have', () => {
    const keys = after([{}, { onetSocCode: '13-2011.00' }], [DETAILED.dwaId]);
    for (const onetSocCode of ['11-1011.00', '13-2011.00']) {
      expect(normalise({ onetSocCode }, keys)).toMatchObject({ onetSocCode, taskId: 8801 });
    }
  });

  it.each<[string, string, Partial<Fields<'taskActivity'>>, string]>([
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Task ID', 'is no task of 11-1011.00 in Task Statements', { taskId: '8802' }, '8802'],
    ['Task ID', 'is no task of 13-2011.00 in Task Statements', { onetSocCode: '13-2011.00' }, '8801'],
    ['Task ID', 'is not a number from 1', { taskId: '-8801' }, '-8801'],
    ['DWA ID', 'is not in the reference of detailed work activities', { dwaId: '4.A.1.a.1.a.2' }, '4.A.1.a.1.a.2'],
    ['DWA ID', 'is missing', { dwaId: 'n/a' }, 'n/a'],
    ['Date', 'is not a month such as 08/2023', { dateUpdated: 'July' }, 'July'],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});
