const HOST = 'aiplatform.googleapis.com';

/** Outside of `global`, Google charges a tenth more for current models. */
const SURCHARGE = 1.1;

/** Groups of regions, with hosts of another form than those of a region. */
const MULTI_REGIONS: ReadonlySet<string> = new Set(['us', 'eu']);

/** The host that serves a location, such as `us-central1-aiplatform.googleapis.com`. */
export function vertexHostOf(location: string): string {
  if (location === 'global') return HOST;
  return MULTI_REGIONS.has(location) ? `aiplatform.${location}.rep.googleapis.com` : `${location}-${HOST}`;
}

/** What a price of `global` comes to in a location, to a millionth of a dollar. */
export function priceAt(location: string, globalUsd: number): number {
  return location === 'global' ? globalUsd : Math.round(globalUsd * SURCHARGE * 1e6) / 1e6;
}
