import { codeIn, suggestionsOf } from './suggestions';

describe('suggestions under a field', () => {
  it('name the everyday title that was found only where it is another one', () => {
    const nurse = { code: '29-1141.00', title: 'Registered Nurses', job_zone: 4, rated: true };
    const [staff, same] = suggestionsOf([
      { ...nurse, matched_title: 'Staff Nurse' },
      { ...nurse, matched_title: 'Registered Nurses' },
    ]);
    expect(staff).toEqual({
      code: '29-1141.00',
      title: 'Registered Nurses',
      matched: 'Staff Nurse',
      rated: true,
      jobZone: 4,
    });
    expect(same?.matched).toBeNull();
  });

  it.each([
    ['29-1141', '29-1141.00'],
    ['29-1141.01', '29-1141.01'],
    [' 291141 ', '29-1141.00'],
  ])('read %s as the code %s', (text, code) => {
    expect(codeIn(text)).toBe(code);
  });

  it.each(['29-11', 'nurse', '29-1141.0', '29-11411'])('see no whole code in %s', (text) => {
    expect(codeIn(text)).toBeNull();
  });
});
