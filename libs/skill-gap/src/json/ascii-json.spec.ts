import { asciiJson } from './ascii-json';

it('escapes what is not ASCII, and reads as the same', () => {
  const value = { words: 'from “a” → “b”', title: 'Café 😀 "x"\n' };
  const text = asciiJson(value);
  expect(text).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(text)).toEqual(value);
});
