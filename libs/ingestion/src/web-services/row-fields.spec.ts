import { fieldsOf } from './row-fields';

it('finds the columns by name, in the order of the files', () => {
  const row = {
    domain_source: 'Analyst',
    title: 'Chief Executives',
    element_id: '2.A.1.a',
    onetsoc_code: '11-1011.00',
  };
  const [code, elementId, ...others] = fieldsOf('rating', row);
  expect([code, elementId]).toEqual(['11-1011.00', '2.A.1.a']);
  expect(others).toEqual(['', '', '', '', '', '', '', '', '', '', 'Analyst']);
});

it('takes header names as well as column ids', () => {
  expect(fieldsOf('scale', { 'Scale ID': 'LV', 'Scale Name': 'Level', Minimum: 0, Maximum: 7 })).toEqual([
    'LV',
    'Level',
    '0',
    '7',
  ]);
});

it.each([
  [4.78, '4.78'],
  [5, '5'],
  [0, '0'],
  [-3, '-3'],
  ['08,10', '08,10'],
  [null, ''],
  [undefined, ''],
  [true, 'true'],
  [{ a: 1 }, '{"a":1}'],
])('writes %p as %p', (value, text) => {
  expect(fieldsOf('title', { sources: value })[3]).toBe(text);
});
