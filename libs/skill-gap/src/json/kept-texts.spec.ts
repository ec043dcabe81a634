import { TextByNumber, TextByWord } from './kept-texts';

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
