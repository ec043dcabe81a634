import { titleAt } from './packed-titles';
import type { TitlePlaces } from './title-places';

/** How soon a word that occurs again and again counts no more, and how much long documents are held back. */
const K1 = 1.2;
const B = 0.75;

/** Scores of occupations for the words of a query, by Okapi BM25 over one document an occupation. */
export class OccupationScores {
  private readonly scores: Float64Array;
  private readonly counts: Uint16Array;

  constructor(private readonly places: TitlePlaces) {
    this.scores = new Float64Array(places.occupationCount);
    this.counts = new Uint16Array(places.occupationCount);
  }

  /** Adds what one word of the query contributes, which may stand for several words of the index. */
  add(words: Iterable<number>): void {
    const { places, scores, counts } = this;
    counts.fill(0);
    for (const word of words) this.count(word);
    let holders = 0;
    for (const count of counts) if (count > 0) holders++;
    const rarity = Math.log(1 + (scores.length - holders + 0.5) / (holders + 0.5));
    for (let i = 0; i < scores.length; i++) {
      const count = counts[i] ?? 0;
      if (count === 0) continue;
      const length = places.lengthOf(i) / places.averageLength;
      scores[i] = (scores[i] ?? 0) + (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
    }
  }

  /** With six decimals, by which occupations are ordered. */
  of(occupation: number): number {
    return Math.round((this.scores[occupation] ?? 0) * 1e6) / 1e6;
  }

  /** The occupations with a score, best first; equal ones by number. */
  best(most: number): number[] {
    const scored = [...this.scores.keys()].filter((occupation) => this.of(occupation) > 0);
    return scored.sort((a, b) => this.of(b) - this.of(a) || a - b).slice(0, most);
  }

  private count(word: number): void {
    const { places, counts } = this;
    const { all } = places;
    const [from, to] = places.rangeOf(word);
    for (let i = from; i < to; i++) {
      const occupation = places.occupationOf(titleAt(all[i] ?? 0));
      counts[occupation] = (counts[occupation] ?? 0) + 1;
    }
  }
}
