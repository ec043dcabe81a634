import type { DomainError } from '@app/onet';
import { ReleaseView, type ServedRelease } from '@app/releases';
import { DIRECTORY } from './directory/directory-part';
import { OccupationDirectory } from './directory/occupation-directory';
import { OccupationsService, type MeantOccupation } from './occupations.service';

/** A service that serves a release with these occupations. */
function serving(name: string, codes: readonly string[]): OccupationsService {
  const texts = { title: 'Title', description: '', source: 'text_file' } as const;
  const entries = codes.map((code) => ({
    ...texts,
    code,
    jobZone: null,
    rated: true,
    alternateTitles: [],
    reportedTitles: [],
  }));
  const release = { id: 1, name, checksum: '', revision: 0 };
  const view = new ReleaseView(release, new Map([[DIRECTORY, new OccupationDirectory(name, entries)]]));
  return new OccupationsService({ current: view } as ServedRelease);
}

function refusal(meant: () => MeantOccupation): unknown {
  try {
    return meant();
  } catch (error) {
    const { code, details } = error as DomainError;
    return { code, details };
  }
}

describe('what a code means', () => {
  it.each([
    ['29.0', ['15-1251.00'], '15-1251.00', { code: '15-1251.00', replaces: null }],
    ['29.0', ['15-1251.00'], '15-1131.00', { code: '15-1251.00', replaces: '15-1131.00' }],
    // Web Services may have the successor, and do not have the retired code.
    ['29.0', [], '15-1131.00', { code: '15-1251.00', replaces: '15-1131.00' }],
    ['29.0', [], '15-1251.00', { code: '15-1251.00', replaces: null }],
    ['29.0', [], '15-9999.00', { code: '15-9999.00', replaces: null }],
    // What a release has is never led on, whatever its name says of its taxonomy.
    ['29.0', ['15-1131.00'], '15-1131.00', { code: '15-1131.00', replaces: null }],
    ['24.3', [], '15-1131.00', { code: '15-1131.00', replaces: null }],
    ['24.3', [], '15-1021.00', { code: '15-1131.00', replaces: '15-1021.00' }],
    ['24.3', [], '15-1251.00', { code: '15-1251.00', replaces: null }],
    ['our own', [], '15-1131.00', { code: '15-1251.00', replaces: '15-1131.00' }],
  ])('in release %s with %j, %s', (name, codes, code, meant) => {
    expect(serving(name, codes).meant(code)).toEqual(meant);
  });

  it('is not picked where several have taken its place', () => {
    expect(refusal(() => serving('29.0', ['15-1252.00']).meant('15-1132.00'))).toMatchObject({
      code: 'OCCUPATION_RETIRED',
      details: {
        onet_soc_code: '15-1132.00',
        occupation_title: 'Software Developers, Applications',
        successors: [
          { code: '15-1252.00', title: 'Title', rated: true },
          { code: '15-1253.00', title: null },
        ],
      },
    });
  });
});

it('nobody is asked for a retired code', async () => {
  const asked: string[] = [];
  const service = serving('29.0', []);
  service.completeWith({ complete: (code) => Promise.resolve(asked.push(code)).then(() => null) });
  await service.complete('15-1131.00');
  await service.complete('15-1251.00');
  expect(asked).toEqual(['15-1251.00']);
});
