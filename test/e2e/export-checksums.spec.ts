import { basename } from 'node:path';
import { testServers } from '../support/databases/databases';
import { SOURCE } from '../support/sources/onet-tables';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

const MODULUS = 1_000_000_007;
/** Worked out from release 29.0 by two other programs. */
const SHORTFALLS = { count: 772_641, checksum: 334_028_529 };
const SIMILARITIES = { count: 385_881, checksum: 394_449_131 };

const [server] = testServers();
const isRelease29 = basename(SOURCE) === 'db_29_0_text';

// Shown as skipped wherever ONET_SOURCE is not the folder db_29_0_text of the official release.
(isRelease29 ? describe : describe.skip)('every figure of the matrices of release 29.0 (needs ONET_SOURCE)', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server!), ONET_SOURCE: SOURCE });
  });
  afterAll(() => service.stop());

  /** In millionths, in the order of the rows. */
  const column = async (table: string, name: string): Promise<number[]> => {
    const { text } = await service.get(`/api/v1/exports/${table}`);
    const [head = '', ...lines] = text.trimEnd().split('\r\n');
    const place = head.split(',').indexOf(name);
    // None of the texts before it has a comma.
    return lines.map((line) => Math.round(Number(line.split(',')[place]) * 1_000_000));
  };

  it('of shortfalls is as others have it, by source and then target', async () => {
    expect(summed(await column('pairs', 'shortfall'))).toEqual(SHORTFALLS);
  });

  it('of similarities is as others have it, from the smallest to the largest', async () => {
    const similarities = await column('similarity', 'similarity');
    expect(summed(similarities.sort((a, b) => a - b))).toEqual(SIMILARITIES);
  });
});

function summed(numbers: readonly number[]): { count: number; checksum: number } {
  const checksum = numbers.reduce((sum, number) => (sum * 31 + number) % MODULUS, 0);
  return { count: numbers.length, checksum };
}
