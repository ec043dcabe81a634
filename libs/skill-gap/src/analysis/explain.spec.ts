import { Explainer, phraseOf, type Anchor } from './explain';

const ANCHORS = [
  { level: 200, quoted: '“Carry a tray”' },
  { level: 400, quoted: '“Carry "two" trays”' },
  { level: 600, quoted: '“Carry a bar”' },
];

it.each([
  [0, 'not needed'],
  [174, 'below “Carry a tray”'],
  [175, 'about “Carry a tray”'],
  [225, 'about “Carry a tray”'],
  [226, 'a little above “Carry a tray”'],
  [266, 'a little above “Carry a tray”'],
  [267, 'between “Carry a tray” and “Carry "two" trays”'],
  [333, 'between “Carry a tray” and “Carry "two" trays”'],
  [334, 'a little below “Carry "two" trays”'],
  [375, 'about “Carry "two" trays”'],
  [625, 'about “Carry a bar”'],
  [626, 'above “Carry a bar”'],
])('words the level %d hundredths', (level, phrase) => {
  expect(phraseOf(ANCHORS, level)).toBe(phrase);
});

it('goes by the anchors that there are, wherever they stand', () => {
  const anchors = [
    { level: 100, quoted: '“A”' },
    { level: 140, quoted: '“B”' },
    { level: 700, quoted: '“Z”' },
  ];
  expect(phraseOf(anchors, 120)).toBe('about “A”');
  expect(phraseOf(anchors, 400)).toBe('between “B” and “Z”');
  expect(phraseOf([], 400)).toBeNull();
});

function explain(anchors: readonly Anchor[], from: number, to: number): unknown {
  const json = new Explainer({ name: 'Carrying', anchors }).explain(from, to);
  expect(json).toMatch(/^[\x20-\x7e]*$/);
  return JSON.parse(json);
}

it('says both levels in one sentence', () => {
  expect(explain(ANCHORS, 0, 188)).toBe('Carrying 0.00 → 1.88: from not needed to about “Carry a tray”.');
  expect(explain(ANCHORS, 400, 100)).toBe(
    'Carrying 4.00 → 1.00: from about “Carry "two" trays” to below “Carry a tray”.',
  );
  expect(explain(ANCHORS, 50, 150)).toBe('Carrying 0.50 → 1.50: both below “Carry a tray”.');
  expect(explain([], 50, 150)).toBe('Carrying 0.50 → 1.50.');
});

it('has the phrase of each level in its sentences', () => {
  const carrying = new Explainer({ name: 'Carrying', anchors: ANCHORS });
  for (let level = 1; level <= 700; level++) {
    const numbers = `Carrying 0.00 → ${(level / 100).toFixed(2)}`;
    const sentence: unknown = JSON.parse(carrying.explain(0, level));
    expect(sentence).toBe(`${numbers}: from not needed to ${phraseOf(ANCHORS, level)}.`);
  }
});
