import { readAddress, writeAddress, type Asked } from './asked';

const nurseToManager: Asked = {
  from: { code: '29-1141.00' },
  to: { code: '11-9111.00' },
  view: 'gap',
  domain: 'skills',
};

describe('address of the page', () => {
  it('holds both occupations, and leaves out what is as at first', () => {
    expect(writeAddress(nurseToManager)).toBe('?from=29-1141.00&to=11-9111.00');
  });

  it('is empty as long as nothing is chosen', () => {
    expect(writeAddress(readAddress(''))).toBe('');
  });

  it.each<Asked>([
    nurseToManager,
    { ...nurseToManager, view: 'elsewhere', domain: 'knowledge' },
    { ...nurseToManager, from: { title: 'Nurse & Co +' }, to: null },
  ])('is read back as it was written', (asked) => {
    expect(readAddress(writeAddress(asked))).toEqual(asked);
  });

  it('says nothing of where a person with a profile comes from', () => {
    expect(writeAddress({ ...nurseToManager, view: 'profile' })).toBe('?to=11-9111.00&view=profile');
  });

  it('takes a view and a domain that it does not know for the first one', () => {
    expect(readAddress('?view=everything&domain=luck&from=%20')).toEqual({
      from: null,
      to: null,
      view: 'gap',
      domain: 'skills',
    });
  });
});
