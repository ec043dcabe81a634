/** Where things stand on the drawing of one gap, in its own units: 0 to 7 levels over its width. */
export interface DumbbellPlaces {
  readonly have: number;
  readonly need: number;
  /** From need - half width to need + half width; null where no standard error is published. */
  readonly error: { readonly left: number; readonly right: number } | null;
}

export const drawing = { width: 280, height: 26, margin: 8 } as const;
export const highestLevel = 7;

export function placeOf(level: number): number {
  const inside = Math.min(Math.max(level, 0), highestLevel);
  return drawing.margin + (inside / highestLevel) * (drawing.width - 2 * drawing.margin);
}

/** The error is that of the difference: where its mark reaches the level that is there, the gap is within noise. */
export function placesOf(have: number, need: number, halfWidth: number | null): DumbbellPlaces {
  return {
    have: placeOf(have),
    need: placeOf(need),
    error: halfWidth === null ? null : { left: placeOf(need - halfWidth), right: placeOf(need + halfWidth) },
  };
}
