import { keptByOccupation, TextByNumber, TextByWord } from './kept-texts';

it('writes the text of a number once', () => {
  let written = 0;
  const texts = new TextByNumber((number) => `"half_width":${number / 10_000},${++written > 4 ? 'again' : ''}`);
  for (let time = 0; time < 2; time++) {
    expect([0, 1_386, 10_000, -25].map((number) => texts.of(number))).toEqual([
      '"half_width":0,',
      '"half_width":0.1386,',
      '"half_width":1,',
      '"half_width":-0.0025,',
    ]);
  }
});

it('writes the text of a word once', () => {
  let written = 0;
  const texts = new TextByWord((date) => `"from_date":${JSON.stringify(date)},${++written > 2 ? 'again' : ''}`);
  for (let time = 0; time < 2; time++) {
    expect(['08/2024', null].map((date) => texts.of(date))).toEqual(['"from_date":"08/2024",', '"from_date":null,']);
  }
});

it('makes what is kept of an occupation once', () => {
  let made = 0;
  const kept = keptByOccupation((code) => ({ code, made: ++made }));
  expect(['11-1011.00', '15-1252.00', '11-1011.00'].map(kept)).toEqual([
    { code: '11-1011.00', made: 1 },
    { code: '15-1252.00', made: 2 },
    { code: '11-1011.00', made: 1 },
  ]);
});
