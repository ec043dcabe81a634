import { withoutEmphasis } from './emphasis';

it.each([
  ['**Development Needed:** *focus* on panels.', 'Development Needed: focus on panels.'],
  ['***Both*** and __bold__ and _italic_, (*so*).', 'Both and bold and italic, (so).'],
  ['**a *nested* one** of **O*NET levels**', 'a nested one of O*NET levels'],
  ['Run `repair --all` in ``a shell``.', 'Run repair --all in a shell.'],
])('%j loses its marks', (text, plain) => {
  expect(withoutEmphasis(text)).toBe(plain);
});

it.each([
  'O*NET and snake_case_names, 2 * 3 * 4, C*.',
  '* a list\n* of items',
  '**no end, and no _end',
  'What ** is ** none, nor ____ or ****.',
])('%j stays as it is', (text) => {
  expect(withoutEmphasis(text)).toBe(text);
});

it.each(['*', '**', '_', '__', '* ', '**a', ' *a', '_a ', '**a*'])(
  'takes no longer than its length asks for %j over and over',
  (part) => {
    const { user } = process.cpuUsage();
    withoutEmphasis(part.repeat(100_000));
    expect((process.cpuUsage().user - user) / 1_000).toBeLessThan(1_000);
  },
);
