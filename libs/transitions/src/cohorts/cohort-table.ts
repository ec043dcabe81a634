import type { ComparableRatings } from '@app/skills';
import { verdictOf, weigh } from '@app/skill-gap';
import { isCovered, shortfallOf } from '../matrices/shortfalls';

/** How many people lack a skill for a target. */
export interface PrevalentGap {
  /** Position of the skill. */
  readonly element: number;
  /** People whose gap is real. */
  readonly people: number;
  /** People × gap, summed up over these, in hundredths of a level. */
  readonly levelPeople: number;
}

/** What people in some origins lack for some targets: filled cell by cell, as 200 × 200 of them are a tenth of a second. */
export class CohortTable {
  /** [origin × target] in millionths; `NO_SHORTFALL` where the target needs nothing. */
  readonly shortfalls: Int32Array;
  /** [origin × target] */
  readonly realGaps: Uint8Array;
  /** [origin × target]: weight × missing level, and weight × level, summed up. */
  private readonly lacks: Int32Array;
  private readonly needs: Int32Array;
  /** [target × skill]: people whose gap is real, and people × gap of these. */
  private readonly lacking: Float64Array;
  private readonly levels: Float64Array;

  /**
   * @param people of each origin
   * @param skills how many there are
   */
  constructor(
    private readonly people: readonly number[],
    private readonly targets: number,
    private readonly skills: number,
  ) {
    this.shortfalls = new Int32Array(people.length * targets);
    this.realGaps = new Uint8Array(people.length * targets);
    this.lacks = new Int32Array(people.length * targets);
    this.needs = new Int32Array(people.length * targets);
    this.lacking = new Float64Array(targets * skills);
    this.levels = new Float64Array(targets * skills);
  }

  fill(origin: number, target: number, from: ComparableRatings, to: ComparableRatings): void {
    const { differences, priorities, need } = weigh(from, to);
    const [cell, people] = [origin * this.targets + target, this.people[origin] ?? 0];
    let [lack, real] = [0, 0];
    for (let element = 0; element < this.skills; element++) {
      const difference = differences[element] ?? 0;
      if (difference <= 0) continue;
      lack += priorities[element] ?? 0;
      if (verdictOf(from, to, element) !== 'real') continue;
      real++;
      const place = target * this.skills + element;
      this.lacking[place] = (this.lacking[place] ?? 0) + people;
      this.levels[place] = (this.levels[place] ?? 0) + people * difference;
    }
    this.lacks[cell] = lack;
    this.needs[cell] = need;
    this.shortfalls[cell] = shortfallOf(lack, need);
    this.realGaps[cell] = real;
  }

  /** Whether the origin of a cell covers the needs of its target, in thousandths. */
  covers(cell: number, coverage: number): boolean {
    return isCovered(this.lacks[cell] ?? 0, this.needs[cell] ?? 0, coverage);
  }

  /** The gaps that most people have for one target: by people, then by people × gap, then as in the content model. */
  prevalentGaps(target: number): PrevalentGap[] {
    const gaps: PrevalentGap[] = [];
    for (let element = 0; element < this.skills; element++) {
      const place = target * this.skills + element;
      const [people, levelPeople] = [this.lacking[place] ?? 0, this.levels[place] ?? 0];
      if (people > 0) gaps.push({ element, people, levelPeople });
    }
    return gaps.sort((a, b) => b.people - a.people || b.levelPeople - a.levelPeople || a.element - b.element);
  }
}
