import { Readable } from 'node:stream';
import type { CatalogueColumn } from '@app/onet';
import { findFieldFault, readTable, type MisshapenRow, type TableBatch, type TableRow } from './read-table';

const COLUMNS = [
  { column: 'onet_soc_code', headers: ['O*NET-SOC Code'] },
  { column: 'alternate_title', headers: ['Alternate Title', 'Job Title'] },
];

/** The whole table at once. */
async function read(input: string | Buffer | Readable, columns: readonly CatalogueColumn[] = COLUMNS) {
  const stream = input instanceof Readable ? input : Readable.from([Buffer.from(input)]);
  const rows: TableRow[] = [];
  const misshapen: MisshapenRow[] = [];
  for await (const batch of readTable(stream, columns, 'Alternate Titles.txt')) {
    rows.push(...batch.rows);
    misshapen.push(...batch.misshapen);
  }
  return { rows, misshapen };
}

async function fieldsOf(input: string | Buffer | Readable, columns?: readonly CatalogueColumn[]) {
  return (await read(input, columns)).rows.map(({ fields }) => fields);
}

const HEADER = 'O*NET-SOC Code\tAlternate Title';

describe('rows', () => {
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])('are split at %s, which is no part of the last field', async (_name, end) => {
    const text = [HEADER, '11-1011.00\tboss', '11-1011.00\tchief', ''].join(end);
    expect(await read(text)).toEqual({
      rows: [
        { line: 2, fields: ['11-1011.00', 'boss'] },
        { line: 3, fields: ['11-1011.00', 'chief'] },
      ],
      misshapen: [],
    });
  });

  it('include a last one without a line end', async () => {
    expect(await fieldsOf(`${HEADER}\n11-1011.00\tboss`)).toEqual([['11-1011.00', 'boss']]);
  });

  it('keep their line in the file past empty lines', async () => {
    expect((await read(`${HEADER}\r\n\r\n11-1011.00\tboss\r\n\r\n11-1011.00\tchief\r\n`)).rows).toEqual([
      { line: 3, fields: ['11-1011.00', 'boss'] },
      { line: 5, fields: ['11-1011.00', 'chief'] },
    ]);
  });

  it('stay together where the input splits a line, a line end or a character', async () => {
    const bytes = Buffer.from(`${HEADER}\r\n11-1011.00\tchef à la carte 🍳\r\n`);
    const drops = Readable.from(Array.from(bytes, (byte) => Buffer.from([byte])));
    expect(await fieldsOf(drops)).toEqual([['11-1011.00', 'chef à la carte 🍳']]);
  });

  it('come in batches of 1,000, the header not counted', async () => {
    const text = Buffer.from(`${HEADER}\n${'11-1011.00\tboss\n'.repeat(2_001)}`);
    const sizes: number[] = [];
    for await (const { rows } of readTable(Readable.from([text]), COLUMNS, 'Alternate Titles.txt')) {
      sizes.push(rows.length);
    }
    expect(sizes).toEqual([1_000, 1_000, 1]);
  });

  it('are none where the file has a header only', async () => {
    expect(await read(`${HEADER}\r\n`)).toEqual({ rows: [], misshapen: [] });
  });

  it('with another number of fields than the header are misshapen, with their line, and the rest goes on', async () => {
    const text = `${HEADER}\n11-1011.00\n11-1011.00\tboss\textra\n11-1011.00\tchief\n`;
    expect(await read(text)).toEqual({
      rows: [{ line: 4, fields: ['11-1011.00', 'chief'] }],
      misshapen: [
        { line: 2, text: '11-1011.00', reason: '1 fields, expected 2' },
        { line: 3, text: '11-1011.00\tboss\textra', reason: '3 fields, expected 2' },
      ],
    });
  });
});

describe('rows that hold no text', () => {
  it.each([
    ['bytes of another encoding', Buffer.from('11-1011.00\tcaf\xe9\n', 'latin1'), '11-1011.00\tcaf\uFFFD'],
    ['NUL', Buffer.from('11-1011.00\tboss\0junk\n'), '11-1011.00\tboss\0junk'],
  ])('but %s are misshapen, and the rest goes on', async (_what, row, text) => {
    const input = Buffer.concat([Buffer.from(`${HEADER}\n`), row, Buffer.from('11-1011.00\tchief\n')]);
    expect(await read(input)).toEqual({
      rows: [{ line: 3, fields: ['11-1011.00', 'chief'] }],
      misshapen: [{ line: 2, text, reason: 'holds bytes that are not UTF-8 text' }],
    });
  });
});

describe('fields', () => {
  it('stay exactly as found: blanks, n/a and emptiness included', async () => {
    expect(await fieldsOf(`${HEADER}\n 11-1011.00 \tn/a\n\t\n`)).toEqual([
      [' 11-1011.00 ', 'n/a'],
      ['', ''],
    ]);
  });

  it('of text files may hold quotes, which are characters like any other', async () => {
    const text = `${HEADER}\n"11-1011.00\tthe "boss"\n11-1011.00\t"chief\n`;
    expect(await fieldsOf(text)).toEqual([
      ['"11-1011.00', 'the "boss"'],
      ['11-1011.00', '"chief'],
    ]);
  });

  it('of text files lose the quotes that a spreadsheet puts around them, and around quotes inside', async () => {
    const text = `${HEADER}\r\n11-1011.00\t"boss, the ""big"" one"\r\n11-1011.00\t"""chief"""\r\n"11-1011.00"\t""\r\n`;
    expect(await fieldsOf(text)).toEqual([
      ['11-1011.00', 'boss, the "big" one'],
      ['11-1011.00', '"chief"'],
      ['11-1011.00', ''],
    ]);
  });

  it('of text files keep quotes that enclose them but do not fit together', async () => {
    expect(await fieldsOf(`${HEADER}\n11-1011.00\t"big" or "small"\n11-1011.00\t"\n`)).toEqual([
      ['11-1011.00', '"big" or "small"'],
      ['11-1011.00', '"'],
    ]);
  });

  it('of CSV files may be quoted, with commas, doubled quotes and line breaks inside', async () => {
    const text = 'O*NET-SOC Code,"Alternate Title"\n11-1011.00,"boss, the ""big"" one"\n"11-1011.00","two\nlines"\n';
    expect(await fieldsOf(text)).toEqual([
      ['11-1011.00', 'boss, the "big" one'],
      ['11-1011.00', 'two\nlines'],
    ]);
  });

  it('of CSV rows over several lines count with the line where the row ends', async () => {
    const text = 'O*NET-SOC Code,Alternate Title\n11-1011.00,"two\nlines"\n11-1011.00,boss\n';
    expect((await read(text)).rows.map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe('columns', () => {
  it('are found by their header, wherever they stand and however the header is written', async () => {
    expect(await fieldsOf('alternate_title\tONET SOC code\nboss\t11-1011.00\n')).toEqual([['11-1011.00', 'boss']]);
  });

  it('are known by the names of every generation', async () => {
    expect(await fieldsOf('O*NET-SOC Code\tJob Title\n11-1011.00\tboss\n')).toEqual([['11-1011.00', 'boss']]);
  });

  it('that nobody knows are ignored', async () => {
    expect(await fieldsOf('O*NET-SOC Code\tTitle\tAlternate Title\tNew\n11-1011.00\tChief\tboss\t1\n')).toEqual([
      ['11-1011.00', 'boss'],
    ]);
  });

  it.each([
    ['tabs', '\t'],
    ['commas', ','],
    ['semicolons', ';'],
  ])('are found behind a byte order mark, between %s, whatever the file is called', async (_name, separator) => {
    const text = `\uFEFF${HEADER.replace('\t', separator)}\r\n11-1011.00${separator}boss\r\n`;
    expect(await fieldsOf(text)).toEqual([['11-1011.00', 'boss']]);
  });

  it('that are missing are named together with the file', async () => {
    await expect(read('O*NET-SOC Code\tTitle\n')).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining('Alternate Titles.txt has no column "Alternate Title" or "Job Title"'),
    });
  });

  it('that are there twice are refused, also under two of their names', async () => {
    const message = 'Alternate Titles.txt has the column "Alternate Title" or "Job Title" more than once.';
    await expect(read(`${HEADER}\tAlternate Title\n`)).rejects.toThrow(message);
    await expect(read(`${HEADER}\tJob Title\n`)).rejects.toThrow(message);
  });
});

describe('a number with decimals', () => {
  const NUMBERS: readonly CatalogueColumn[] = [
    { column: 'element_id', headers: ['Element ID'] },
    { column: 'data_value', headers: ['Data Value'], decimal: true },
    { column: 'standard_error', headers: ['Standard Error'], decimal: true },
  ];
  const table = (delimiter: string, ...rows: (readonly string[])[]) =>
    [['Element ID', 'Data Value', 'Standard Error'], ...rows].map((row) => `${row.join(delimiter)}\r\n`).join('');

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])(
    'may have a decimal comma where %s delimit, which becomes a point; other columns stay as they are',
    async (_name, delimiter) => {
      const text = table(delimiter, ['2,5', '2,5', '"0,1234"'], ['2.A', '5', 'n/a'], ['2.A', ' -1,25 ', '']);
      expect(await read(text, NUMBERS)).toEqual({
        rows: [
          { line: 2, fields: ['2,5', '2.5', '0.1234'] },
          { line: 3, fields: ['2.A', '5', 'n/a'] },
          { line: 4, fields: ['2.A', ' -1.25 ', ''] },
        ],
        misshapen: [],
      });
    },
  );

  it('may have a decimal point where semicolons delimit; then a comma stays, and makes no number', async () => {
    const text = table(';', ['2.A', '2.5', '1.234'], ['2.B', '2,5', '']);
    expect(await fieldsOf(text, NUMBERS)).toEqual([
      ['2.A', '2.5', '1.234'],
      ['2.B', '2,5', ''],
    ]);
  });

  it('with a point is no row of a file with decimal commas, where it may stand between thousands', async () => {
    const text = table(';', ['2.A', '2,5', '0,5'], ['2.B', '1.234', ''], ['2.C', '1.234,5', '']);
    expect(await read(text, NUMBERS)).toEqual({
      rows: [
        { line: 2, fields: ['2.A', '2.5', '0.5'] },
        { line: 4, fields: ['2.C', '1.234,5', ''] },
      ],
      misshapen: [
        {
          line: 3,
          text: '2.B\t1.234\t',
          reason: '1.234 has a decimal point, where the numbers before it have decimal commas',
        },
      ],
    });
  });

  it('keeps a comma where commas delimit, since nobody can tell what it means there', async () => {
    expect(await fieldsOf(table(',', ['2.A', '"2,5"', '1.5']), NUMBERS)).toEqual([['2.A', '2,5', '1.5']]);
  });
});

describe('a file that is no table', () => {
  it.each(['', '\r\n\r\n', '\uFEFF'])('is refused as empty if it holds %j', async (text) => {
    await expect(read(text)).rejects.toThrow('Alternate Titles.txt is empty; use a complete O*NET database download.');
  });

  it('is refused if it holds garbage bytes', async () => {
    const garbage = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7_919 + (i >> 8) * 31) % 256));
    await expect(read(garbage)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining('Alternate Titles.txt'),
    });
  });

  it('is refused if it is a web page', async () => {
    await expect(read('<!DOCTYPE html>\n<html><body>Not found</body></html>\n')).rejects.toThrow(
      'has no column "O*NET-SOC Code"',
    );
  });

  it.each([
    ['is all one line', '', 'a'],
    ['has a row that does not end', `${HEADER}\n`, 'a'],
    ['has a quote that does not end', 'O*NET-SOC Code,Alternate Title\n11-1011.00,"', 'a'],
    ['has a header of nothing but columns', '', '\t'],
    ['has a row of nothing but fields', `${HEADER}\n`, '\t'],
    ['has a row of nothing but quoted fields', 'O*NET-SOC Code,Alternate Title\n', '"",'],
    ['has a row over endless lines', 'O*NET-SOC Code,Alternate Title\n"', '\n'],
  ])('is refused if it %s, long before it was read whole', async (_what, start, part) => {
    const endless = endlessAfter(start, part);
    await expect(read(endless.stream)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining('Alternate Titles.txt is damaged'),
    });
    expect(endless.stream.destroyed).toBe(true);
    expect(endless.sent()).toBeLessThan(500_000);
  });

  it('is refused if its CSV has an unbalanced quote', async () => {
    await expect(read('O*NET-SOC Code,Alternate Title\n11-1011.00,"boss\n')).rejects.toThrow(
      /^Alternate Titles\.txt is damaged: .+ Download it again\.$/,
    );
  });
});

it('passes on the error of an input that fails halfway', async () => {
  const failing = Readable.from(
    (function* () {
      yield Buffer.from(`${HEADER}\n11-1011.00\tboss\n`);
      throw new Error('the disk is gone');
    })(),
  );
  await expect(read(failing)).rejects.toThrow('the disk is gone');
});

function endlessAfter(start: string, part: string) {
  let sent = 0;
  const stream = new Readable({
    read() {
      const chunk = sent === 0 && start !== '' ? Buffer.from(start) : Buffer.alloc(65_535, part);
      sent += chunk.length;
      this.push(chunk);
    },
  });
  return { stream, sent: () => sent };
}

it('takes no row with a field that is longer than any column keeps', async () => {
  const { rows, misshapen } = await read(
    `${HEADER}\n11-1011.00\t${'x'.repeat(10_001)}\n11-1011.00\t${'x'.repeat(10_000)}\n`,
  );
  expect(rows.map(({ line }) => line)).toEqual([3]);
  expect(misshapen).toMatchObject([{ line: 2, reason: 'has a field of more than 10000 characters' }]);
});

it('takes no row from elsewhere that is longer than one of a file can be', () => {
  expect(findFieldFault(['x'.repeat(9_000), 'x'.repeat(9_000)])).toBe('has more than 16384 characters');
  expect(findFieldFault(['x'.repeat(8_000), 'x'.repeat(8_000)])).toBeNull();
});

describe('a file of long rows', () => {
  async function batchesOf(row: string) {
    const text = Buffer.from(`${HEADER}\n${`${row}\n`.repeat(60)}`);
    const batches: TableBatch[] = [];
    for await (const batch of readTable(Readable.from([text]), COLUMNS, 'Alternate Titles.txt')) batches.push(batch);
    return batches;
  }
  const sizesOf = (batches: readonly TableBatch[]) =>
    batches.map(({ rows, misshapen }) => rows.length + misshapen.length);

  it.each([
    ['sound', `11-1011.00\t${'x'.repeat(9_900)}`],
    ['misshapen', `11-1011.00\t${'x'.repeat(9_900)}\tn/a`],
    ['of nothing but fields', '\t'.repeat(10_000)],
  ])('that are %s comes in batches of few', async (_what, row) => {
    const sizes = sizesOf(await batchesOf(row));
    expect(sizes.reduce((sum, size) => sum + size)).toBe(60);
    expect(Math.max(...sizes)).toBeLessThan(55);
  });

  it('has only their beginnings kept where they are misshapen', async () => {
    const [batch] = await batchesOf(`11-1011.00\t${'x'.repeat(9_900)}\tn/a`);
    expect(batch?.misshapen[0]?.text).toMatch(/^11-1011\.00\tx{300,500}$/);
  });
});

it('reads what a spreadsheet saves as Unicode text', async () => {
  const text = `\uFEFF${HEADER}\r\n11-1011.00\tchef à la carte\r\n11-1011.00\tchief\r\n`;
  expect(await fieldsOf(Buffer.from(text, 'utf16le'))).toEqual([
    ['11-1011.00', 'chef à la carte'],
    ['11-1011.00', 'chief'],
  ]);
});
