import type { OnetSocCode, ReleaseName } from '@app/onet';

/** Why an occupation that the release lacks, or lacks ratings of, stays as it is. */
export type Shortfall =
  /** No credentials: nobody is asked. */
  | { readonly reason: 'off' }
  /** Reading is open to everybody, and nobody is asked for who shows no key. */
  | { readonly reason: 'needs_key' }
  /** It was looked for in an older release, which nothing is added to. */
  | { readonly reason: 'older_release' }
  /** O*NET Web Services were asked and have nothing more. */
  | {
      readonly reason: 'absent';
      readonly missing: 'occupation' | 'ratings';
      readonly askedAt: Date;
      /** The release that they said they serve; null if they did not say. */
      readonly askedRelease: ReleaseName | null;
      /** Rows that they did send, but that were all refused. */
      readonly rowsRefused: number;
    };

/** Completes an occupation of the release that is served. Implemented by the side that loads data. */
export interface OccupationCompletion {
  /**
   * Gets the occupation and its ratings from wherever they can be had and adds them to what is served.
   * @returns why it is still not known or not rated; null if it is both now
   * @throws DomainError if that cannot be told at the moment
   */
  complete(code: OnetSocCode): Promise<Shortfall | null>;
}

/** The end of an error's text: what on-demand completion has to do with it. */
export function explainShortfall(shortfall: Shortfall | null): string {
  if (shortfall === null) return '';
  if (shortfall.reason === 'off')
    return ' On-demand completion is off: O*NET Web Services need credentials (see README).';
  if (shortfall.reason === 'needs_key') return ' O*NET Web Services are asked for requests with an API key only.';
  if (shortfall.reason === 'older_release') return ' On-demand completion adds to the current release only.';
  const { missing, askedAt, askedRelease, rowsRefused } = shortfall;
  const who = `O*NET Web Services${askedRelease === null ? '' : ` (release ${askedRelease})`}`;
  const found = missing === 'occupation' ? 'do not know it either' : 'have no ratings of it either';
  const outcome = rowsRefused === 0 ? found : `sent ${rowsRefused} rows that cannot be used`;
  return ` ${who} ${outcome}, asked at ${askedAt.toISOString()}.`;
}

/** The same for programs. */
export function shortfallDetails(shortfall: Shortfall | null): Readonly<Record<string, unknown>> {
  if (shortfall === null) return {};
  if (shortfall.reason !== 'absent') return { on_demand: shortfall.reason };
  return { on_demand: 'absent', on_demand_asked_at: shortfall.askedAt.toISOString() };
}
