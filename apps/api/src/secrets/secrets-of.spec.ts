import { parseEnvironment } from '@app/config';
import { Scrubber } from './scrubber';
import { secretsOf } from './secrets-of';

const clean = (variables: NodeJS.ProcessEnv, text: string): string =>
  new Scrubber(secretsOf(parseEnvironment(variables))).text(text);

describe('of the configuration, a log never shows', () => {
  it.each([
    ['API_KEY', { API_KEY: 'key-of-the-readers' }, 'key-of-the-readers'],
    ['ADMIN_API_KEY', { ADMIN_API_KEY: 'key-of-the-admins' }, 'key-of-the-admins'],
    ['a key with quotes, in JSON', { API_KEY: 'key"of\\the"readers' }, 'key\\"of\\\\the\\"readers'],
    ['a database password', { DATABASE_URL: 'mysql://u:pass%40word1@h/d' }, 'pass@word1'],
    ['a database password as it is given', { DATABASE_URL: 'mysql://u:pass%40word1@h/d' }, 'pass%40word1'],
    ['ONET_API_KEY', { ONET_API_KEY: 'web-services-key' }, 'web-services-key'],
    [
      'ONET_PASSWORD',
      { ONET_API_VERSION: '1.9', ONET_USERNAME: 'me', ONET_PASSWORD: 'web-services-word' },
      'web-services-word',
    ],
    [
      'the two as Basic credentials',
      { ONET_API_VERSION: '1.9', ONET_USERNAME: 'me', ONET_PASSWORD: 'web-services-word' },
      Buffer.from('me:web-services-word').toString('base64'),
    ],
    ['the token of a source', { ONET_SOURCE: 'https://h/x.zip?v=abcdefghij&w=1' }, 'abcdefghij'],
  ])('%s', (_what, variables, secret) => {
    expect(clean(variables, `before ${secret} after`)).toBe('before [redacted] after');
  });

  it('but words, as blanking them out would tell what the password is', () => {
    expect(clean({ DATABASE_URL: 'mysql://u:onet@h/d' }, 'the onet release')).toBe('the onet release');
  });
});
