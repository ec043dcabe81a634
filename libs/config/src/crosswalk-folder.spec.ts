import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crosswalkFolderProblem } from './crosswalk-folder';
import { parseEnvironment } from './parse-environment';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skill-gap-crosswalks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('takes a folder with the crosswalk', () => {
  writeFileSync(join(folder, 'ESCO_to_ONET-SOC.csv'), '');
  expect(crosswalkFolderProblem(folder)).toBeNull();
  expect(parseEnvironment({ ONET_CROSSWALKS: folder }).crosswalkFolder).toBe(folder);
});

it('says what is wrong with others', () => {
  const nothing = join(folder, 'nothing');
  expect(crosswalkFolderProblem(nothing)).toBe(`names a folder that cannot be read (ENOENT): ${nothing}`);
  expect(crosswalkFolderProblem(folder)).toBe(
    `has no ESCO_to_ONET-SOC.csv: ${folder}; download it from https://www.onetcenter.org/crosswalks.html, or unset it`,
  );
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(crosswalkFolderProblem(file)).toBe(
    `must name the folder that ESCO_to_ONET-SOC.csv lies in: ${file} is no folder`,
  );
  mkdirSync(join(folder, 'ESCO_to_ONET-SOC.csv'));
  expect(crosswalkFolderProblem(folder)).toBe(
    `has no file that can be read (it is a folder): ${join(folder, 'ESCO_to_ONET-SOC.csv')}`,
  );
  expect(() => parseEnvironment({ ONET_CROSSWALKS: nothing })).toThrow(/ONET_CROSSWALKS names a folder/);
});
