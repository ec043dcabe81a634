import type { Part } from '@app/onet';
import { PartNotInReleaseError } from './releases.errors';
import type { ReleasePart, ReleaseView } from './release-view';

/**
 * A part that releases may lack: the files for it are optional.
 * @throws PartNotInReleaseError
 */
export function requiredPart<T>(view: ReleaseView, part: ReleasePart<T | null>, name: Part): T {
  const value = view.get(part);
  if (value === null) throw new PartNotInReleaseError(name, view.release.name);
  return value;
}
