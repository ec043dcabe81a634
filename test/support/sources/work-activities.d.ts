interface WholeReleaseOptions {
  /** A folder whose Abilities.txt is taken where the source has none. */
  readonly abilitiesFrom?: string;
}

export function generateWorkActivities(folder: string): string;
export function writeWholeRelease(source: string, target: string, options?: WholeReleaseOptions): void;
