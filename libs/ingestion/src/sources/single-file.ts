import { posix } from 'node:path';
import { releaseNameFromPath } from '@app/onet';
import { otherFormOf, takeTextForm } from '../files/other-forms';
import { TABLE_EXTENSIONS, tableNameOf } from '@app/onet';

/** The hint for a single file of a release that is named as if it were all; null if it may be a zip file. */
export function singleFileProblem(place: string, path = place): string | null {
  const { dir, base } = posix.parse(path.replaceAll('\\', '/'));
  const form = otherFormOf(base);
  if (form !== null) {
    const next = takeTextForm(releaseNameFromPath(dir));
    return `${place} is a single file in the ${form} form, which this service does not read; ${next}.`;
  }
  if (!TABLE_EXTENSIONS.some((extension) => tableNameOf(base, extension) !== null)) return null;
  return `${place} is a single file, but a release is several: give the folder that has all of them, or a zip file of it.`;
}
