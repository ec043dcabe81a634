// Work Activities.txt made up for a real release: of no release could it be had with the other files, and what reads all
// domains has to be measured on a whole one.
const { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const CODE = 'O*NET-SOC Code';
const FILE = 'Work Activities.txt';
const HEADERS = [
  ...[CODE, 'Element ID', 'Element Name', 'Scale ID', 'Data Value', 'N', 'Standard Error', 'Lower CI Bound'],
  ...['Upper CI Bound', 'Recommend Suppress', 'Not Relevant', 'Date', 'Domain Source'],
];
// Up to 30.2 none of these has children; from 30.3 on those are the activities that were files of their own before.
const WORK_ACTIVITY = /^4\.A\.\d+\.[a-z]\.\d+$/;
const MISSING = 'n/a';

/**
 * The text of the file for a folder of text files: every work activity of Content Model Reference in every occupation that
 * Skills.txt rates. The same folder always gets the same text.
 */
function generateWorkActivities(folder) {
  const elements = readRecords(join(folder, 'Content Model Reference.txt'))
    .map((row) => ({ id: row['Element ID'], name: row['Element Name'] }))
    .filter(({ id }) => WORK_ACTIVITY.test(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (elements.length === 0) throw new Error(`Content Model Reference.txt in ${folder} has no work activities`);
  const rows = [...ratedCodes(folder)].sort().flatMap((code) => {
    const survey = surveyOf(code);
    return elements.flatMap((element) => rate(code, element, survey));
  });
  return [HEADERS, ...rows].map((row) => `${row.join('\t')}\r\n`).join('');
}

/**
 * Copies the text files of a release into another folder, with Work Activities.txt beside them. Abilities.txt is the
 * source's own; if it has none, that of `abilitiesFrom`, as far as it is about occupations that the source rates.
 */
function writeWholeRelease(source, target, { abilitiesFrom } = {}) {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source)) {
    if (name.endsWith('.txt')) copyFileSync(join(source, name), join(target, name));
  }
  writeFileSync(join(target, FILE), generateWorkActivities(source));
  if (abilitiesFrom === undefined || existsSync(join(source, 'Abilities.txt'))) return;
  const rated = ratedCodes(source);
  const [header, ...lines] = readLines(join(abilitiesFrom, 'Abilities.txt'));
  const position = header.split('\t').indexOf(CODE);
  const kept = lines.filter((line) => rated.has(line.split('\t')[position]));
  writeFileSync(join(target, 'Abilities.txt'), [header, ...kept].map((line) => `${line}\r\n`).join(''));
}

function ratedCodes(folder) {
  return new Set(readRecords(join(folder, 'Skills.txt')).map((row) => row[CODE]));
}

function readRecords(file) {
  const [header, ...lines] = readLines(file);
  const headers = header.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((field, i) => [headers[i], field])));
}

function readLines(file) {
  return readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

/** Who was asked about an occupation, how many and when: the same for all of its rows. */
function surveyOf(code) {
  const byExperts = share(code, 'source') < 0.2;
  const n = byExperts ? 15 + Math.floor(share(code, 'n') * 26) : 15 + Math.floor(share(code, 'n') ** 3 * 286);
  const date = `08/${2018 + Math.floor(share(code, 'date') * 7)}`;
  return { byExperts, n, date, source: byExperts ? 'Occupational Expert' : 'Incumbent' };
}

/** Importance and level. The level follows the importance, as it does in ratings by people. */
function rate(code, { id, name }, { byExperts, n, date, source }) {
  const importance = clipped(3 + likeness(code, id, 'IM'), [1, 5]);
  const level = clipped(((importance - 1) / 4) * 6 + 0.5 * likeness(code, id, 'LV'), [0, 7]);
  const key = [code, id, name];
  const notRelevant = importance < 1.75 ? 'Y' : 'N';
  const quality = (value, scale, range) => {
    if (byExperts) return [n, MISSING, MISSING, MISSING, MISSING];
    return [n, ...spread(value, range, n, share(code, id, scale, 'spread'))];
  };
  return [
    [...key, 'IM', importance.toFixed(2), ...quality(importance, 'IM', [1, 5]), MISSING, date, source],
    [...key, 'LV', level.toFixed(2), ...quality(level, 'LV', [0, 7]), notRelevant, date, source],
  ];
}

/** Standard error, interval and whether to suppress, which is where the error is over half of the value. */
function spread(value, [minimum, maximum], n, chance) {
  // At an end of the scale all answered the same.
  if (value === minimum || value === maximum) return ['0.0000', MISSING, MISSING, 'N'];
  const error = (0.5 + 1.5 * chance) / Math.sqrt(n);
  const bounds = [Math.max(minimum, value - 1.96 * error), Math.min(maximum, value + 1.96 * error)];
  return [error, ...bounds].map((number) => number.toFixed(4)).concat(error > value / 2 ? 'Y' : 'N');
}

/**
 * How far an occupation is from the middle in something, between -2.4 and 2.4: mostly what its major group has (the first
 * two digits), less its minor group, least its own, so that occupations of a group are alike.
 */
function likeness(code, elementId, scale) {
  const from = (group) => 2 * share(group, elementId, scale) - 1;
  return (
    from('every occupation') * 0.6 + from(code.slice(0, 2)) * 0.9 + from(code.slice(0, 4)) * 0.6 + from(code) * 0.3
  );
}

function clipped(value, [minimum, maximum]) {
  return Number(Math.min(maximum, Math.max(minimum, value)).toFixed(2));
}

/** A number from 0 to below 1 that these texts always give: FNV-1a, mixed once more, as it tells similar texts ill apart. */
function share(...texts) {
  let hash = 0x811c9dc5;
  for (const char of texts.join('\t')) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

module.exports = { generateWorkActivities, writeWholeRelease };
