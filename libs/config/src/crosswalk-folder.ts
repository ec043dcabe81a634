import { accessSync, constants, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** The official crosswalk from ESCO and ISCO-08, as O*NET names the file. */
export const ESCO_CROSSWALK = 'ESCO_to_ONET-SOC.csv';

/** What is wrong with a folder of crosswalks; null if nothing is, as far as can be told without reading the file. */
export function crosswalkFolderProblem(folder: string): string | null {
  const found = look(() => statSync(folder));
  if (typeof found === 'string') return `names a folder that cannot be read (${found}): ${folder}`;
  if (!found.isDirectory()) return `must name the folder that ${ESCO_CROSSWALK} lies in: ${folder} is no folder`;
  const file = join(folder, ESCO_CROSSWALK);
  const inside = look(() => {
    accessSync(file, constants.R_OK);
    return statSync(file);
  });
  if (inside === 'ENOENT') {
    return `has no ${ESCO_CROSSWALK}: ${folder}; download it from https://www.onetcenter.org/crosswalks.html, or unset it`;
  }
  const why = typeof inside === 'string' ? inside : inside.isDirectory() ? 'it is a folder' : null;
  return why === null ? null : `has no file that can be read (${why}): ${file}`;
}

/** What there is, or the code of the error. */
function look(at: () => Stats): Stats | string {
  try {
    return at();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
