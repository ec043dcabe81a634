import { banner, type BannerFacts } from './banner';

const FACTS: BannerFacts = {
  address: 'http://localhost:3000',
  release: '30.0',
  llm: { provider: 'none', model: 'gemini', dailyBudgetUsd: 5 },
  apiKey: 'read_made by/hand+1',
  adminApiKey: 'admin_made',
  publicRead: false,
  from: '11-1011.00',
  to: '11-3013.00',
};

function explorer(facts: Partial<BannerFacts>): string | undefined {
  return /^ +Explorer +(.*)$/m.exec(banner({ ...FACTS, ...facts }))?.[1];
}

it('leads to the explorer with the key that it shows, as an address', () => {
  expect(explorer({})).toBe('http://localhost:3000/#key=read_made%20by%2Fhand%2B1');
});

it('leads there without a key that the environment gave, or where none is needed', () => {
  expect(explorer({ apiKey: null })).toBe('http://localhost:3000/');
  expect(explorer({ publicRead: true })).toBe('http://localhost:3000/');
});
