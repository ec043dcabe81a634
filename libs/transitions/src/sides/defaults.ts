/** What rankings within limits go by unless a request says otherwise. */
export const MOVES_DEFAULTS = {
  /** Coverage that is needed, in thousandths. */
  coverage: 800,
  zoneStep: 1,
} as const;

/** What the steps of paths keep to unless a request says otherwise. */
export const PATHS_DEFAULTS = { percentile: 90, zoneUp: 1 } as const;
