/* The page's own address, which there is none of in tests. */
Object.assign(globalThis, { location: { origin: 'http://localhost' } });
import { stonesOf } from './origin';

describe('stepping stones', () => {
  it('name what each step leads to, the last one being where to go', () => {
    const stop = { code: '43-4161.00', title: 'Human Resources Assistants', job_zone: 3 };
    const stones = stonesOf({
      to: { code: '13-1071.00', title: 'Human Resources Specialists', job_zone: 4, basis: 'rated' },
      direct: { shortfall: 0.3, percentile: 80, admissible: false },
      obstacles: [{ stops: 2, rules: [] }],
      paths: [
        {
          stops: [stop],
          steps: [
            { to: stop.code, shortfall: 0.1 },
            { to: '13-1071.00', shortfall: 0.2 },
          ],
        },
        null,
      ],
    });
    expect(stones.paths).toEqual([
      {
        steps: [
          { title: 'Human Resources Assistants', shortfall: 0.1 },
          { title: 'Human Resources Specialists', shortfall: 0.2 },
        ],
      },
    ]);
    expect(stones.to).toBe('Human Resources Specialists');
  });
});
