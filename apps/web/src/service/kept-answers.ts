interface Kept {
  readonly answer: unknown;
  readonly at: number;
}

const longest = 5 * 60_000;
const most = 60;

/** Answers of the last minutes, so that going back or to another tab does not ask again. They go with the page. */
export class KeptAnswers {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly now: () => number = Date.now) {}

  get(name: string): unknown {
    const found = this.kept.get(name);
    return found && this.now() - found.at < longest ? found.answer : undefined;
  }

  keep(name: string, answer: unknown): void {
    this.kept.delete(name);
    this.kept.set(name, { answer, at: this.now() });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= most) break;
      this.kept.delete(oldest);
    }
  }

  clear(): void {
    this.kept.clear();
  }
}
