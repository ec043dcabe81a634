import { databaseUrlProblem, parseDatabaseUrl } from './database-url';

const SERVER = 'mysql://gap:pa55word@db.example.org:3307/gap';
const LOCAL = 'mysql://gap:pa55word@localhost/gap';

it('reads where the database is', () => {
  expect(parseDatabaseUrl('sqlite:./data/gap.sqlite')).toEqual({ kind: 'sqlite', file: './data/gap.sqlite' });
  expect(parseDatabaseUrl('mysql://g%40p:pa%2F55@[::1]/gap')).toEqual({
    kind: 'mysql',
    host: '::1',
    port: 3306,
    user: 'g@p',
    password: 'pa/55',
    name: 'gap',
    tlsMode: 'preferred',
    caFile: null,
    socketPath: null,
  });
});

it.each<[string, string, object]>([
  ['encryption', `${SERVER}?ssl-mode=required`, { tlsMode: 'required' }],
  ['none', `${SERVER}?ssl-mode=disabled`, { tlsMode: 'disabled' }],
  ['one as other clients write it', `${SERVER}?sslMode=VERIFY-IDENTITY`, { tlsMode: 'verify_identity' }],
  ['one in capitals', `${SERVER}?SSL_MODE=Verify_Ca`, { tlsMode: 'verify_ca', caFile: null }],
  [
    'an authority, which is there to be checked against',
    `${SERVER}?ssl-ca=/etc/a%20b+c.pem`,
    { tlsMode: 'verify_ca', caFile: '/etc/a b+c.pem' },
  ],
  ['both', `${SERVER}?ssl-ca=/ca.pem&ssl-mode=verify_identity`, { tlsMode: 'verify_identity', caFile: '/ca.pem' }],
  [
    'a socket, in clear text',
    `${LOCAL}?socketPath=/run/mysqld.sock`,
    { socketPath: '/run/mysqld.sock', tlsMode: 'disabled' },
  ],
  ['a socket as other clients call it', `${LOCAL}?unix_socket=/run/mysqld.sock`, { socketPath: '/run/mysqld.sock' }],
  ['an encrypted socket', `${LOCAL}?socket=/run/mysqld.sock&ssl-mode=required`, { tlsMode: 'required' }],
  ['a question mark without options', `${SERVER}?`, { tlsMode: 'preferred' }],
])('takes %s', (_what, url, expected) => {
  expect(databaseUrlProblem(url)).toBeNull();
  expect(parseDatabaseUrl(url)).toMatchObject(expected);
});

it.each<[string, string, RegExp]>([
  [
    'an option of another client',
    `${SERVER}?useSSL=true`,
    /^has an unknown option useSSL; known are ssl-mode, ssl-ca and/,
  ],
  ['a misspelt option', `${SERVER}?ssl-mod=required`, /^has an unknown option ssl-mod;/],
  ['an option without a name', `${SERVER}?=required`, /^has an unknown option;/],
  ['an option twice', `${SERVER}?ssl-mode=required&sslmode=disabled`, /^has ssl-mode twice$/],
  ['an option twice that says the same', `${SERVER}?ssl-ca=/a&ssl-ca=/a`, /^has ssl-ca twice$/],
  ['an option without a value', `${SERVER}?ssl-mode=`, /^has ssl-mode without a value$/],
  ['an option that cannot be decoded', `${SERVER}?ssl-ca=/50%`, /^has a % in ssl-ca that must be written as %25$/],
  [
    'an unknown mode',
    `${SERVER}?ssl-mode=on`,
    /^has an ssl-mode that is none of disabled, preferred, required, verify_ca/,
  ],
  [
    'an authority that nothing is checked against',
    `${SERVER}?ssl-ca=/a&ssl-mode=required`,
    /^has ssl-ca, which ssl-mode=required/,
  ],
  [
    'an address where the certificate has a name',
    'mysql://g:p@127.0.0.1/gap?ssl-mode=verify_identity',
    /^must name the host as its/,
  ],
  ['such an address of the newer kind', 'mysql://g:p@[::1]/gap?ssl-mode=verify_identity', /^must name the host as its/],
  [
    'a socket of another machine',
    `${SERVER}?socketPath=/run/mysqld.sock`,
    /^names a socket and a server of the network/,
  ],
  ['a socket with a port', 'mysql://g:p@localhost:3306/gap?socket=/s', /^names a socket and a server of the network/],
  ['a socket somewhere', `${LOCAL}?socketPath=mysqld.sock`, /^must have an absolute path in socketPath$/],
  ['an authority somewhere', `${SERVER}?ssl-ca=ca.pem`, /^must have an absolute path in ssl-ca$/],
  ['what stands behind a #', `${SERVER}#ssl-mode=required`, /^has a #, behind which nothing is read/],
  ['options of an SQLite file', 'sqlite:./gap.sqlite?mode=ro', /^takes no options behind the name of the file/],
])('refuses %s', (_what, url, problem) => {
  expect(databaseUrlProblem(url)).toMatch(problem);
});

it('does not show what may be the rest of a password', () => {
  for (const rest of [
    'pa55word@db.example.org/gap',
    'pa55word=1@db.example.org/gap',
    'Pa-ssword&x@h/gap',
    '55-pa55word',
  ]) {
    expect(databaseUrlProblem(`mysql://gap:part@host/x?${rest}`)).toMatch(/^has an unknown option; known are/);
  }
});
