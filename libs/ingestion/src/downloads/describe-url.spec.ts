import { describeUrl } from './describe-url';

it.each([
  ['https://www.onetcenter.org/dl_files/database/db_31_0_text.zip', 'the official site, in full', null],
  ['https://mirror.example.org/db_31_0_text.zip', 'a file at the top of a server', null],
  ['https://mirror.example.org/', 'a server', null],
  [
    'https://mirror.example.org/s3cr3t/onet/db_31_0_text.zip?sig=s3cr3t#s3cr3t',
    'a token among the folders, in the query and behind #',
    'https://mirror.example.org/…/db_31_0_text.zip',
  ],
  ['https://mirror.example.org/dl/s3cr3t', 'a token as the name', 'https://mirror.example.org/…'],
  ['https://mirror.example.org/s3cr3t.zip', 'a token as the name of a zip file', 'https://mirror.example.org/…'],
  ['https://mirror.example.org/s3cr3t/', 'a token as the folder', 'https://mirror.example.org/…'],
  ['https://www.onetcenter.org.example.org/s3cr3t/x.zip', 'a look-alike', 'https://www.onetcenter.org.example.org/…'],
])('tells of %s no more than may be known: %s', (url, _what, shown) => {
  expect(describeUrl(new URL(url))).toBe(shown ?? url);
});
