import { InvalidParametersError } from './invalid-parameters.error';

it('leads from titles in place of codes to the search, once for each title', () => {
  const wrong = (parameter: string, search?: string) =>
    ({ code: 'INVALID_ONET_SOC_CODE', parameter, detail: 'is no code', ...(search && { search }) }) as const;
  const both = new InvalidParametersError([wrong('from', 'nurse'), wrong('to', 'nurse'), wrong('source', 'chef')]);
  expect(both.nextStep).toEqual({ action: 'search', texts: ['nurse', 'chef'] });
  expect(new InvalidParametersError([wrong('from')]).nextStep).toBeUndefined();
});
