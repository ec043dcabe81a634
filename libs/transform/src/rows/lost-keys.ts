/** The most keys that are told apart; a table that is referred to has about a thousand. */
const MAX_KEYS = 10_000;

/**
 * The keys that a table lacks: those of its rows that were refused, and those that rows elsewhere refer to in vain. One
 * bad occupation takes a hundred and more rows along, which says nothing about how sound the source is.
 */
export class LostKeys {
  private readonly lost = new Set<string>();
  private unreadable = 0;
  /** How many rows referred to each key in vain. */
  private readonly missed = new Map<string, number>();

  /** A row with this key was refused. */
  lose(key: string): void {
    if (this.lost.size < MAX_KEYS) this.lost.add(key);
  }

  /** Rows were refused whose keys cannot be told. */
  loseUnreadable(count: number): void {
    this.unreadable += count;
  }

  /** A row elsewhere is refused because it refers to this key. */
  miss(key: string): void {
    const count = this.missed.get(key);
    if (count !== undefined || this.missed.size < MAX_KEYS) this.missed.set(key, (count ?? 0) + 1);
  }

  /**
   * How many rows were refused only because a row of this table was. Each row whose key cannot be told stands for one
   * missing key, those that most rows refer to first.
   */
  get consequences(): number {
    const all = [...this.missed];
    const explained = all.filter(([key]) => this.lost.has(key)).map(([, count]) => count);
    const others = all.filter(([key]) => !this.lost.has(key)).map(([, count]) => count);
    others.sort((a, b) => b - a);
    return [...explained, ...others.slice(0, this.unreadable)].reduce((sum, count) => sum + count, 0);
  }
}
