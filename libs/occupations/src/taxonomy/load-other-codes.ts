import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig, ConfigurationError, ESCO_CROSSWALK } from '@app/config';
import { readEscoCrosswalk } from './esco-crosswalk';
import { OtherCodes } from './other-codes';

/**
 * The codes of other classifications that the operator has given a crosswalk for; read once, at the start.
 * @throws ConfigurationError for a file that cannot be used
 */
export async function loadOtherCodes({ crosswalkFolder }: Pick<AppConfig, 'crosswalkFolder'>): Promise<OtherCodes> {
  if (crosswalkFolder === null) return new OtherCodes(null);
  const file = join(crosswalkFolder, ESCO_CROSSWALK);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    throw new ConfigurationError([`ONET_CROSSWALKS has no file that can be read (${code}): ${file}`]);
  });
  return new OtherCodes(readEscoCrosswalk(text));
}
