import { downloadUrlProblem } from './download-url';

it.each([
  'https://example.org/db_29_0_text.zip',
  'https://example.org:8443/a/b.zip?token=x#sha256=0',
  'https://10.0.0.1/intranet.zip',
  'http://localhost:8080/db.zip',
  'http://mirror.localhost/db.zip',
  'http://127.0.0.1/db.zip',
  'http://127.1/db.zip',
  'http://[::1]:3000/db.zip',
])('allows %s', (url) => {
  expect(downloadUrlProblem(url)).toBeNull();
});

it.each([
  ['http://example.org/db.zip', /must begin with https/],
  ['http://10.0.0.1/db.zip', /must begin with https/],
  ['http://localhost.example.org/db.zip', /must begin with https/],
  ['http://127.0.0.1.example.org/db.zip', /must begin with https/],
  ['http://notlocalhost/db.zip', /must begin with https/],
  ['ftp://example.org/db.zip', /must begin with https/],
  ['file:///etc/passwd', /must begin with https/],
  ['https://user:secret@example.org/db.zip', /user name or a password/],
  ['https://secret@example.org/db.zip', /user name or a password/],
  ['https://', /no valid URL/],
])('refuses %s', (url, problem) => {
  expect(downloadUrlProblem(url)).toMatch(problem);
  expect(downloadUrlProblem(url)).not.toContain('secret');
});
