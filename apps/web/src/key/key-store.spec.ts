import { keyIn } from './key-store';

describe('key in the address', () => {
  it('is what the start banner prints behind #key=', () => {
    expect(keyIn('#key=read_abc')).toBe('read_abc');
  });

  it('is decoded, and taken as it stands where it cannot be', () => {
    expect(keyIn('#key=a%2Bb')).toBe('a+b');
    expect(keyIn('#key=a%b')).toBe('a%b');
  });

  it.each(['', '#', '#key=', '#answer', '#key=a&to=b'])('is not in %s', (fragment) => {
    expect(keyIn(fragment)).toBeNull();
  });
});
