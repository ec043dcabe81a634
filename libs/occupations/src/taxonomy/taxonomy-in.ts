import { taxonomyOf, type ReleaseView, type Taxonomy } from '@app/releases';

/** Of a release whose name tells nothing; today's. */
const LIKELY_TAXONOMY: Taxonomy = '2019';

/** The edition of O*NET-SOC whose codes a release has. */
export function taxonomyIn({ release }: ReleaseView): Taxonomy {
  return taxonomyOf(release) ?? LIKELY_TAXONOMY;
}
