import type { RowSource } from '@app/occupations';
import { findChanges } from './find-changes';

interface Rating {
  readonly elementId: string;
  readonly scaleId: string;
  readonly dataValue: number;
  readonly notRelevant: boolean | null;
  readonly source: RowSource;
}

const LEVEL: Rating = { elementId: '2.A.1.a', scaleId: 'LV', dataValue: 4.5, notRelevant: null, source: 'api' };
const IMPORTANCE: Rating = { ...LEVEL, scaleId: 'IM', dataValue: 3.25 };

function changes(present: readonly Rating[], arrived: readonly Rating[]) {
  const identify = ({ elementId, scaleId }: Rating) => `${elementId} ${scaleId}`;
  return findChanges(present, arrived, identify, ['dataValue', 'notRelevant', 'source']);
}

it('adds every row to a release that has none', () => {
  expect(changes([], [LEVEL, IMPORTANCE])).toEqual({ added: [LEVEL, IMPORTANCE], replaced: [] });
});

it('adds only the rows whose key the release lacks', () => {
  expect(changes([LEVEL], [LEVEL, IMPORTANCE])).toEqual({ added: [IMPORTANCE], replaced: [] });
});

it('leaves a row of a file as it is, whatever arrives', () => {
  expect(changes([{ ...LEVEL, source: 'text_file' }], [{ ...LEVEL, dataValue: 1 }])).toEqual({
    added: [],
    replaced: [],
  });
});

it.each<[string, Partial<Rating>]>([
  ['another value', { dataValue: 1 }],
  ['a value where there was none', { notRelevant: false }],
])('replaces a row from Web Services by one with %s', (_what, difference) => {
  const newer = { ...LEVEL, ...difference };
  expect(changes([LEVEL, IMPORTANCE], [newer])).toEqual({ added: [], replaced: [newer] });
});

it('takes no notice of what is not to be compared', () => {
  const named = { ...LEVEL, elementName: 'Reading Maps' };
  expect(changes([LEVEL], [named])).toEqual({ added: [], replaced: [] });
});

it('keeps rows that did not arrive again', () => {
  expect(changes([LEVEL, IMPORTANCE], [])).toEqual({ added: [], replaced: [] });
});
