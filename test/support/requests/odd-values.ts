import * as fc from 'fast-check';
import type { OpenApiValue } from './openapi';

/** What breaks services that trust their callers: each of these did so somewhere. */
const ODD_TEXTS = [
  ...[
    '',
    ' ',
    '\t',
    '\0',
    'a\0b',
    '\r\nX-Injected: 1',
    '\u202e15-1252.00',
    '\u200b',
    '\ufeff',
    '\ud800',
    '\udfff\ud800',
  ],
  ...['１１-1011.00', '١١-1011.00', '11–1011', 'Ｚ', 'İ', 'ß', 'e\u0301', '👩‍👩‍👧', '\u{10ffff}', 'z͑ͫ̓ͪ̂ͫ̽'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'true', '[]', '{}'],
  ...['0', '-1', '-0', '+1', '01', '1.5', '1e3', '0x10', 'NaN', 'Infinity', '1e999', '2147483648', '9007199254740993'],
  ...["' OR 1=1 --", '"; DROP TABLE releases; --', '%', '_', '\\', '*', 'a,b', ',', ',,,', '$ne', '${7*7}', '{{7*7}}'],
  ...[
    '../../etc/passwd',
    '/etc/passwd',
    '/dev/zero',
    'file:///etc/passwd',
    'http://127.0.0.1:9/x.zip',
    'https://[::1]:9/',
  ],
  ...[
    'https://localhost:9/x.zip',
    'https://name:password@127.0.0.1:9/',
    'http://169.254.169.254/',
    'ftp://x',
    'sample',
  ],
  ...['11-1011.0', '11-1011.000', '111011', '11-10111', '1-11011.00', '11-1011.00.00', '99-9999.00', '15-1299.00'],
  ...['<script>alert(1)</script>', '/(a+)+$/', 'latest', 'api', 'eyJjIjoxfQ', 'bnVsbA', 'e30='],
] as const;

/** Percent-encoding that is none, or none of UTF-8. */
export const BROKEN_ENCODINGS = [
  '%',
  '%zz',
  '%u0041',
  '%ff%fe',
  '%c0%af',
  '%ed%a0%80',
  '%f4%90%80%80',
  '%e2%82',
  '%00%',
];

const LENGTHS = [101, 255, 1_000, 7_000, 20_000];
const SOC_CODE = /^\d\d-\d{4}\.\d\d$/;

/** A text that a parameter of this kind might not expect; some of them are near what it does expect. */
export function oddText({ example, default: preset }: OpenApiValue): fc.Arbitrary<string> {
  const usual = String(example ?? preset ?? '');
  // A test asks nothing of the internet, and what is like an address there may be one.
  const near = /^https?:/.test(usual) || usual === '' ? [] : [{ weight: 3, arbitrary: nearly(usual) }];
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...ODD_TEXTS) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 130 }) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('x', '9', '%', 'é'), fc.constantFrom(...LENGTHS)).map(repeated) },
    { weight: 2, arbitrary: fc.oneof(fc.bigInt(), fc.double(), fc.integer()).map(String) },
    ...near,
  );
}

/** A text that the schema allows; null where the schema tells too little to make one. */
export function validText(schema: OpenApiValue): fc.Arbitrary<string> | null {
  if (schema.enum) return fc.constantFrom(...schema.enum.map(String));
  if (schema.type === 'boolean') return fc.constantFrom('true', 'false');
  if (isInteger(schema)) return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 30 }).map(String);
  if (isSocCode(schema))
    return fc.constantFrom(String(schema.example), '11-1011.00', '11-3013', '15-1252.00', ' 29-1141.00 ');
  return schema.example === undefined ? null : fc.constant(String(schema.example));
}

/** Why this text must be refused as a value of the schema; null if that is not certain. */
export function flawOf(schema: OpenApiValue, text: string, isRequired: boolean): string | null {
  const given = text.trim();
  if (given === '') return isRequired ? 'required' : null;
  if (schema.enum && !schema.enum.map(String).includes(given)) return 'not in the enum';
  if (isInteger(schema) && !isInside(schema, given)) return 'no integer in the range';
  // People type codes in many ways, but always with six to eight digits.
  if (isSocCode(schema) && !/^(\D*\p{Nd}){6,8}\D*$/su.test(given.normalize('NFKC'))) return 'no O*NET-SOC code';
  return given.length > (schema.maxLength ?? Infinity) ? 'longer than maxLength' : null;
}

/** Percent-encoded as UTF-8; halves of surrogate pairs too, which encodeURIComponent refuses. */
export function encoded(text: string): string {
  return text.replace(/[^]/gu, (character) =>
    /[\ud800-\udfff]/u.test(character) ? encodedHalf(character.charCodeAt(0)) : encodeURIComponent(character),
  );
}

function encodedHalf(code: number): string {
  const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  return bytes.map((byte) => `%${byte.toString(16)}`).join('');
}

/** One character more, less or other. */
function nearly(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(text.length), fc.string({ unit: 'binary-ascii', maxLength: 1 }), fc.nat(1))
    .map(([at, character, removed]) => text.slice(0, at) + character + text.slice(at + removed));
}

function repeated([text, times]: [string, number]): string {
  return text.repeat(times);
}

function isInteger({ type }: OpenApiValue): boolean {
  return type === 'integer';
}

function isInside({ minimum = -Infinity, maximum = Infinity }: OpenApiValue, text: string): boolean {
  return /^[-+]?\d+$/.test(text) && Number(text) >= minimum && Number(text) <= maximum;
}

function isSocCode({ example = '' }: OpenApiValue): boolean {
  return SOC_CODE.test(String(example));
}
