// Writes to standard output what retired-codes.json holds, from the official crosswalks between the editions of O*NET-SOC
// (https://www.onetcenter.org/taxonomy/2019/walk.html and the pages of the earlier editions):
//   node libs/occupations/src/taxonomy/make-retired-codes.mjs <folder with 2000_to_2006_Crosswalk.csv and its kin>
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const EDITIONS = ['2000', '2006', '2009', '2010', '2019'];
/** Those that releases have which this service loads. */
const TARGETS = ['2010', '2019'];
const CODE = /^\d{2}-\d{4}\.\d{2}$/;

const NOTICE =
  'This file includes information from the O*NET-SOC taxonomy crosswalks of the O*NET Resource Center by the U.S. ' +
  'Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license ' +
  '(https://creativecommons.org/licenses/by/4.0/). O*NET® is a trademark of USDOL/ETA. This project has modified this ' +
  'information: only codes that a later edition lacks are kept, and crosswalks that follow each other are joined. ' +
  'USDOL/ETA has not approved, endorsed, or tested these modifications.';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder with the crosswalks.');

const steps = EDITIONS.slice(1).map((later, i) => readStep(EDITIONS[i], later));
const titles = new Map(EDITIONS.map((edition) => [edition, titlesOf(edition)]));

const all = new Set([...titles.values()].flatMap((ofEdition) => [...ofEdition.keys()]));
const retired = [...all].sort().flatMap((code) => {
  const [in2010, in2019] = TARGETS.map((target) => successors(code, target));
  // The codes of 2019 that had not been made by 2010 are not retired there.
  if (in2010.length === 0 && in2019.length === 0) return [];
  const last = EDITIONS.findLast((edition) => edition !== '2019' && titles.get(edition).has(code));
  return { code, title: titles.get(last).get(code), last, in2010, in2019 };
});
// One line a code, so that a change is one.
const lines = retired.map((one) => `    ${JSON.stringify(one).replace('{', '{ ').replace(/}$/, ' }')}`);
process.stdout.write(`{\n  "notice": ${JSON.stringify(NOTICE)},\n  "retired": [\n${lines.join(',\n')}\n  ]\n}\n`);

/** One crosswalk: rows of a code, its title, and one of the codes that follow it. */
function readStep(from, to) {
  const file = `${from}_to_${to}_Crosswalk.csv`;
  const records = parse(readFileSync(join(folder, file)), { columns: true, bom: true, trim: true });
  const rows = records.map((record) => ({
    before: { code: record[`O*NET-SOC ${from} Code`], title: record[`O*NET-SOC ${from} Title`] },
    after: { code: record[`O*NET-SOC ${to} Code`], title: record[`O*NET-SOC ${to} Title`] },
  }));
  const wrong = rows.find(({ before, after }) => !CODE.test(before.code) || !CODE.test(after.code));
  if (wrong) throw new Error(`${file} has a row without two codes: ${JSON.stringify(wrong)}`);
  return { from, to, rows };
}

function titlesOf(edition) {
  const named = steps.flatMap(({ from, to, rows }) => [
    ...(from === edition ? rows.map(({ before }) => before) : []),
    ...(to === edition ? rows.map(({ after }) => after) : []),
  ]);
  return new Map(named.map(({ code, title }) => [code, title]));
}

/** What follows a code in an edition, by every crosswalk on the way; nothing for a code that the edition has. */
function successors(code, target) {
  const earlier = EDITIONS.slice(0, EDITIONS.indexOf(target));
  const last = earlier.findLast((edition) => titles.get(edition).has(code));
  if (last === undefined || titles.get(target).has(code)) return [];
  let codes = [code];
  for (const { from, rows } of steps.slice(EDITIONS.indexOf(last), EDITIONS.indexOf(target))) {
    const next = rows.flatMap(({ before, after }) => (codes.includes(before.code) ? after.code : []));
    if (next.length === 0) throw new Error(`No crosswalk from ${from} leads on from ${codes.join(', ')}`);
    codes = [...new Set(next)].sort();
  }
  return codes;
}
