import type { OnetSocCode } from '@app/onet';
import type { EscoCrosswalk } from './esco-crosswalk';

/** `2512`, `2512.4`, `0110.10`, `2512.4.1`. */
const WRITTEN = /^\d{4}(\.\d{1,2})*$/;

/**
 * Whether a text has the form of a code of ESCO or of a unit group of ISCO-08, whatever it stands for. No spelling of an
 * O*NET-SOC code has: those have six digits at least, and never a point behind the fourth.
 */
export function isOtherCode(text: string): boolean {
  return WRITTEN.test(bare(text));
}

/** The occupations that codes of other classifications stand for, as far as the operator has given a crosswalk. */
export class OtherCodes {
  /** @param crosswalk null where the operator has given none */
  constructor(private readonly crosswalk: EscoCrosswalk | null) {}

  /** False where no code of another classification is known here. */
  get areKnown(): boolean {
    return this.crosswalk !== null;
  }

  /**
   * O*NET-SOC codes of 2019, by code; none for an unknown code. What the crosswalk says of the code itself counts; where it
   * says nothing, a code stands for all that the codes below it do: ISCO's 0110 for ESCO's 0110.1 to 0110.11.
   */
  occupationsOf(text: string): readonly OnetSocCode[] {
    const code = bare(text);
    if (this.crosswalk === null || !WRITTEN.test(code)) return [];
    return this.crosswalk.get(code) ?? below(this.crosswalk, code);
  }
}

function below(crosswalk: EscoCrosswalk, code: string): OnetSocCode[] {
  const lists = [...crosswalk].flatMap(([other, targets]) => (other.startsWith(`${code}.`) ? targets : []));
  return [...new Set(lists)].sort();
}

function bare(text: string): string {
  return text.normalize('NFKC').trim();
}
