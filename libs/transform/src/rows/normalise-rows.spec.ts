import type { LandedRow } from '@app/ingestion';
import type { FileShape } from '@app/onet';
import { KnownKeys } from './known-keys';
import { NORMALISE } from './normalise-rows';
import { RowRejection } from './row-rejection';

type Fields<S extends FileShape> = Omit<LandedRow<S>, 'runId' | 'fileName' | 'line'>;

const PLACE = { runId: 1, fileName: 'File.txt', line: 2 };

const SCALE: Fields<'scale'> = { scaleId: 'LV', scaleName: 'Level', minimum: '0', maximum: '7' };
const ELEMENT: Fields<'element'> = { elementId: '2.A.1.a', elementName: 'Listening', description: 'Made up.' };
const OCCUPATION: Fields<'occupation'> = { onetSocCode: '11-1011.00', title: 'Bosses', description: 'Decide.' };
const RATING: Fields<'rating'> = {
  onetSocCode: '11-1011.00',
  elementId: '2.A.1.a',
  elementName: 'Listening',
  scaleId: 'LV',
  dataValue: '4.12',
  n: '8',
  standardError: '0.1234',
  lowerCiBound: '3.8781',
  upperCiBound: '4.3619',
  recommendSuppress: 'N',
  notRelevant: 'Y',
  dateUpdated: '08/2023',
  domainSource: 'Analyst',
};
const ANCHOR: Fields<'anchor'> = {
  elementId: '2.A.1.a',
  elementName: 'Listening',
  scaleId: 'LV',
  anchorValue: '2',
  anchorDescription: 'Take an order',
};
const JOB_ZONE: Fields<'jobZone'> = {
  onetSocCode: '11-1011.00',
  jobZone: '5',
  dateUpdated: '07/2022',
  domainSource: 'Analyst',
};
const TITLE: Fields<'title'> = {
  onetSocCode: '11-1011.00',
  alternateTitle: 'Big Boss',
  shortTitle: 'BB',
  sources: '02,10',
};

const ZONE_REFERENCE: Fields<'jobZoneReference'> = {
  jobZone: '4',
  name: 'Job Zone Four',
  experience: 'Some.',
  education: 'Much.',
  jobTraining: 'None.',
  examples: 'Bosses.',
  svpRange: '(7.0 to < 8.0)',
};
const REPORTED_TITLE: Fields<'reportedTitle'> = {
  onetSocCode: '11-1011.00',
  reportedTitle: 'Chief of Stairs',
  shownInMyNextMove: 'Y',
};
const RELATED: Fields<'relatedOccupation'> = {
  onetSocCode: '11-1011.00',
  relatedOnetSocCode: '11-1011.00',
  relatednessTier: 'Primary-Short',
  relatedIndex: '1',
};

/** The known keys of a release with one occupation, one element and two scales, after its reference files. */
function known(): KnownKeys {
  const keys = new KnownKeys();
  NORMALISE.scale({ ...PLACE, ...SCALE }, keys);
  NORMALISE.scale({ ...PLACE, scaleId: 'WI', scaleName: 'Impact', minimum: '-3', maximum: '3' }, keys);
  NORMALISE.element({ ...PLACE, ...ELEMENT }, keys);
  NORMALISE.occupation({ ...PLACE, ...OCCUPATION }, keys);
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

describe('a scale', () => {
  const normalise = (fields: Partial<Fields<'scale'>>, keys = new KnownKeys()) =>
    NORMALISE.scale({ ...PLACE, ...SCALE, ...fields }, keys);

  it('becomes its range, by which ratings are measured', () => {
    const keys = new KnownKeys();
    expect(normalise({}, keys)).toEqual({ scaleId: 'LV', name: 'Level', minimum: 0, maximum: 7 });
    expect(keys.scale('LV')).toEqual({ minimum: 0, maximum: 7 });
  });

  it('may begin below zero', () => {
    expect(normalise({ scaleId: 'WI', minimum: '-3', maximum: '3' })).toMatchObject({ minimum: -3, maximum: 3 });
  });

  it.each<[string, string, Partial<Fields<'scale'>>, string]>([
    ['Scale ID', 'is longer than 3 characters', { scaleId: 'LONG' }, 'LONG'],
    ['Scale ID', 'is missing', { scaleId: '' }, ''],
    ['Minimum', 'is not a whole number', { minimum: 'low' }, 'low'],
    ['Maximum', 'is missing', { maximum: 'n/a' }, 'n/a'],
    ['Maximum', 'is not above the minimum 7', { minimum: '7' }, '7'],
    ['Maximum', 'is not above the minimum 8', { minimum: '8' }, '7'],
    ['Scale Name', 'is longer than 50 characters', { scaleName: 'x'.repeat(51) }, 'x'.repeat(51)],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    const keys = new KnownKeys();
    expect(rejectionOf(() => normalise(fields, keys))).toEqual([column, value, reason]);
    expect(keys.scales.size).toBe(0);
  });
});

describe('an element', () => {
  const normalise = (fields: Partial<Fields<'element'>>, keys = new KnownKeys()) =>
    NORMALISE.element({ ...PLACE, ...ELEMENT, ...fields }, keys);

  it('becomes a name and a description, by which skills are called', () => {
    const keys = new KnownKeys();
    const element = { elementId: '2.A.1.a', name: 'Listening', description: 'Made up.' };
    expect(normalise({}, keys)).toEqual(element);
    expect(keys.elements?.get('2.A.1.a')).toEqual(element);
  });

  it('may lack a description', () => {
    expect(normalise({ description: 'n/a' }).description).toBeNull();
  });

  it.each<[string, string, Partial<Fields<'element'>>, string]>([
    ['Element ID', 'is not an element id such as 2.A.1.a', { elementId: '2.A.' }, '2.A.'],
    ['Element Name', 'is missing', { elementName: ' ' }, ' '],
    ['Element Name', 'is longer than 150 characters', { elementName: 'x'.repeat(151) }, 'x'.repeat(151)],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('an occupation', () => {
  const normalise = (fields: Partial<Fields<'occupation'>>, keys = new KnownKeys()) =>
    NORMALISE.occupation({ ...PLACE, ...OCCUPATION, ...fields }, keys);

  it('becomes a title and a description from a file, and ratings may refer to it', () => {
    const keys = new KnownKeys();
    expect(normalise({}, keys)).toEqual({
      onetSocCode: '11-1011.00',
      title: 'Bosses',
      description: 'Decide.',
      source: 'text_file',
    });
    expect(keys.occupation('11-1011.00')).toBe('11-1011.00');
  });

  it.each<[string, string, Partial<Fields<'occupation'>>, string]>([
    ['O*NET-SOC Code', 'is not an O*NET-SOC code such as 15-1252.00', { onetSocCode: '11-1011' }, '11-1011'],
    ['Title', 'is missing', { title: 'n/a' }, 'n/a'],
    ['Title', 'is longer than 150 characters', { title: 'x'.repeat(151) }, 'x'.repeat(151)],
    ['Description', 'is missing', { description: '' }, ''],
    ['Description', 'is longer than 10000 characters', { description: 'x'.repeat(10_001) }, 'x'.repeat(10_001)],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    const keys = new KnownKeys();
    expect(rejectionOf(() => normalise(fields, keys))).toEqual([column, value, reason]);
    expect(keys.occupations.size).toBe(0);
  });
});

describe('a rating', () => {
  const normalise = (fields: Partial<Fields<'rating'>>, keys = known()) =>
    NORMALISE.rating({ ...PLACE, ...RATING, ...fields }, keys);

  it('becomes typed to its last digit', () => {
    expect(normalise({})).toEqual({
      onetSocCode: '11-1011.00',
      elementId: '2.A.1.a',
      elementName: 'Listening',
      scaleId: 'LV',
      dataValue: 4.12,
      n: 8,
      standardError: 0.1234,
      lowerCiBound: 3.8781,
      upperCiBound: 4.3619,
      recommendSuppress: false,
      notRelevant: true,
      dateUpdated: '2023-08-01',
      domainSource: 'Analyst',
      source: 'text_file',
    });
  });

  it.each(['n/a', ''])('needs no more than its key, the name of its element and its value: %j elsewhere', (none) => {
    const fields = {
      n: none,
      standardError: none,
      lowerCiBound: none,
      upperCiBound: none,
      recommendSuppress: none,
      notRelevant: none,
      dateUpdated: none,
      domainSource: none,
    };
    expect(normalise(fields)).toMatchObject({
      dataValue: 4.12,
      n: null,
      standardError: null,
      lowerCiBound: null,
      upperCiBound: null,
      recommendSuppress: null,
      notRelevant: null,
      dateUpdated: null,
      domainSource: null,
    });
  });

  it.each([
    ['LV', '0'],
    ['LV', '7.00'],
    ['WI', '-3'],
    ['WI', '-2.75'],
    ['WI', '3'],
  ])('on scale %s may be %s', (scaleId, dataValue) => {
    expect(normalise({ scaleId, dataValue }).dataValue).toBe(Number(dataValue));
  });

  it('may have interval bounds outside its scale, which is a matter of statistics', () => {
    expect(normalise({ lowerCiBound: '-0.2500', upperCiBound: '7.1000' })).toMatchObject({
      lowerCiBound: -0.25,
      upperCiBound: 7.1,
    });
  });

  it.each<[string, string, Partial<Fields<'rating'>>, string]>([
    ['O*NET-SOC Code', 'is not an O*NET-SOC code such as 15-1252.00', { onetSocCode: '11-1011' }, '11-1011'],
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Element ID', 'is not an element id such as 2.A.1.a', { elementId: 'Listening' }, 'Listening'],
    ['Element ID', 'is not in Content Model Reference', { elementId: '2.A.1.z' }, '2.A.1.z'],
    ['Element Name', 'is longer than 150 characters', { elementName: 'x'.repeat(151) }, 'x'.repeat(151)],
    ['Scale ID', 'is not in Scales Reference', { scaleId: 'XX' }, 'XX'],
    ['Scale ID', 'is not in Scales Reference', { scaleId: 'lv' }, 'lv'],
    ['Scale ID', 'is missing', { scaleId: '' }, ''],
    ['Data Value', 'is missing', { dataValue: 'n/a' }, 'n/a'],
    ['Data Value', 'is not a number from -99999 to 99999', { dataValue: 'high' }, 'high'],
    ['Data Value', 'has more than 4 decimals', { dataValue: '4.12345' }, '4.12345'],
    ['Data Value', 'is outside scale LV (0 to 7)', { dataValue: '7.01' }, '7.01'],
    ['Data Value', 'is outside scale LV (0 to 7)', { dataValue: '-0.01' }, '-0.01'],
    ['Data Value', 'is outside scale WI (-3 to 3)', { scaleId: 'WI', dataValue: '-3.01' }, '-3.01'],
    ['N', 'is negative', { n: '-1' }, '-1'],
    ['Standard Error', 'is negative', { standardError: '-0.1' }, '-0.1'],
    ['Lower CI Bound', 'is not a number from -99999 to 99999', { lowerCiBound: '?' }, '?'],
    ['Upper CI Bound', 'has more than 4 decimals', { upperCiBound: '4.36191' }, '4.36191'],
    ['Recommend Suppress', 'is neither Y nor N', { recommendSuppress: 'maybe' }, 'maybe'],
    ['Not Relevant', 'is neither Y nor N', { notRelevant: '1' }, '1'],
    ['Date', 'is not a month such as 08/2023', { dateUpdated: '2023' }, '2023'],
    ['Domain Source', 'is longer than 50 characters', { domainSource: 'x'.repeat(51) }, 'x'.repeat(51)],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });

  it('takes the name of its element from Content Model Reference where it has none', () => {
    expect(normalise({ elementName: '' }).elementName).toBe('Listening');
    const keys = known();
    keys.elements = null;
    const reason = 'is missing, and there is no Content Model Reference to take it from';
    expect(rejectionOf(() => normalise({ elementName: '' }, keys))).toEqual(['Element Name', '', reason]);
  });

  it('may be of any well-formed element where the release has no Content Model Reference', () => {
    const keys = known();
    keys.elements = null;
    expect(normalise({ elementId: '4.A.1.z' }, keys).elementId).toBe('4.A.1.z');
  });
});

describe('an anchor', () => {
  const normalise = (fields: Partial<Fields<'anchor'>>) =>
    NORMALISE.anchor({ ...PLACE, ...ANCHOR, ...fields }, known());

  it('becomes the meaning of a point on a scale', () => {
    expect(normalise({})).toEqual({
      elementId: '2.A.1.a',
      scaleId: 'LV',
      anchorValue: 2,
      anchorDescription: 'Take an order',
    });
  });

  it.each<[string, string, Partial<Fields<'anchor'>>, string]>([
    ['Element ID', 'is not in Content Model Reference', { elementId: '2.A.1.z' }, '2.A.1.z'],
    ['Scale ID', 'is not in Scales Reference', { scaleId: 'XX' }, 'XX'],
    ['Anchor Value', 'is outside scale LV (0 to 7)', { anchorValue: '8' }, '8'],
    ['Anchor Value', 'is not a whole number', { anchorValue: '2.5' }, '2.5'],
    ['Anchor Value', 'is missing', { anchorValue: 'n/a' }, 'n/a'],
    ['Anchor Description', 'is missing', { anchorDescription: '' }, ''],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('a job zone', () => {
  const normalise = (fields: Partial<Fields<'jobZone'>>) =>
    NORMALISE.jobZone({ ...PLACE, ...JOB_ZONE, ...fields }, known());

  it('becomes a number with its date and source', () => {
    expect(normalise({})).toEqual({
      onetSocCode: '11-1011.00',
      jobZone: 5,
      dateUpdated: '2022-07-01',
      domainSource: 'Analyst',
    });
  });

  it.each(['1', '2', '3', '4', '5'])('may be %s', (jobZone) => {
    expect(normalise({ jobZone }).jobZone).toBe(Number(jobZone));
  });

  it.each<[string, string, Partial<Fields<'jobZone'>>, string]>([
    ['Job Zone', 'is not a job zone from 1 to 5', { jobZone: '0' }, '0'],
    ['Job Zone', 'is not a job zone from 1 to 5', { jobZone: '6' }, '6'],
    ['Job Zone', 'is missing', { jobZone: 'n/a' }, 'n/a'],
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Date', 'is not a month such as 08/2023', { dateUpdated: '7/2022' }, '7/2022'],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('an alternate title', () => {
  const normalise = (fields: Partial<Fields<'title'>>) => NORMALISE.title({ ...PLACE, ...TITLE, ...fields }, known());

  it('keeps its sources as text, leading zeros included', () => {
    expect(normalise({})).toEqual({
      onetSocCode: '11-1011.00',
      alternateTitle: 'Big Boss',
      shortTitle: 'BB',
      sources: '02,10',
    });
  });

  it('without a short title has an empty one, being part of its key', () => {
    expect(normalise({ shortTitle: 'n/a', sources: '' })).toMatchObject({ shortTitle: '', sources: null });
  });

  it.each<[string, string, Partial<Fields<'title'>>, string]>([
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Alternate Title', 'is missing', { alternateTitle: '' }, ''],
    ['Alternate Title', 'is longer than 250 characters', { alternateTitle: 'x'.repeat(251) }, 'x'.repeat(251)],
    ['Short Title', 'is longer than 150 characters', { shortTitle: 'x'.repeat(151) }, 'x'.repeat(151)],
    ['Source(s)', 'is longer than 100 characters', { sources: 'x'.repeat(101) }, 'x'.repeat(101)],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('what a job zone means', () => {
  const normalise = (fields: Partial<Fields<'jobZoneReference'>>) =>
    NORMALISE.jobZoneReference({ ...PLACE, ...ZONE_REFERENCE, ...fields });

  it('becomes a number and its texts', () => {
    expect(normalise({})).toEqual({ ...ZONE_REFERENCE, jobZone: 4 });
  });

  it.each<[string, string, Partial<Fields<'jobZoneReference'>>, string]>([
    ['Job Zone', 'is not a job zone from 1 to 5', { jobZone: '6' }, '6'],
    ['Name', 'is longer than 100 characters', { name: 'x'.repeat(101) }, 'x'.repeat(101)],
    ['Experience', 'is missing', { experience: '' }, ''],
    ['Education', 'is missing', { education: '' }, ''],
    ['Job Training', 'is missing', { jobTraining: '' }, ''],
    ['Examples', 'is missing', { examples: '' }, ''],
    ['SVP Range', 'is longer than 50 characters', { svpRange: 'x'.repeat(51) }, 'x'.repeat(51)],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('a reported title', () => {
  const normalise = (fields: Partial<Fields<'reportedTitle'>>) =>
    NORMALISE.reportedTitle({ ...PLACE, ...REPORTED_TITLE, ...fields }, known());

  it.each([
    ['Y', true],
    ['N', false],
    ['n/a', false],
  ])('of which %s is said is shown: %s', (shownInMyNextMove, shown) => {
    expect(normalise({ shownInMyNextMove })).toEqual({ ...REPORTED_TITLE, shownInMyNextMove: shown });
  });

  it.each<[string, string, Partial<Fields<'reportedTitle'>>, string]>([
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Reported Job Title', 'is missing', { reportedTitle: '' }, ''],
    ['Reported Job Title', 'is longer than 250 characters', { reportedTitle: 'x'.repeat(251) }, 'x'.repeat(251)],
    ['Shown in My Next Move', 'is neither Y nor N', { shownInMyNextMove: 'Yes' }, 'Yes'],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});

describe('a related occupation', () => {
  const normalise = (fields: Partial<Fields<'relatedOccupation'>>) =>
    NORMALISE.relatedOccupation({ ...PLACE, ...RELATED, ...fields }, known());

  it('becomes a place in the list of another', () => {
    expect(normalise({ relatedIndex: '10' })).toEqual({ ...RELATED, relatedIndex: 10 });
  });

  it.each<[string, string, Partial<Fields<'relatedOccupation'>>, string]>([
    ['O*NET-SOC Code', 'is not in Occupation Data', { onetSocCode: '11-1021.00' }, '11-1021.00'],
    ['Related O*NET-SOC Code', 'is not in Occupation Data', { relatedOnetSocCode: '11-1021.00' }, '11-1021.00'],
    [
      'Related O*NET-SOC Code',
      'is not an O*NET-SOC code such as 15-1252.00',
      { relatedOnetSocCode: '11-1021' },
      '11-1021',
    ],
    ['Relatedness Tier', 'is missing', { relatednessTier: 'n/a' }, 'n/a'],
    ['Index', 'is not a whole number', { relatedIndex: 'first' }, 'first'],
  ])('whose %s %s is rejected', (column, reason, fields, value) => {
    expect(rejectionOf(() => normalise(fields))).toEqual([column, value, reason]);
  });
});
