import { Counter, Gauge, type Registry } from 'prom-client';

export const PREFIX = 'skill_gap_';

/** Values by their labels. */
export type Labelled<Label extends string> = readonly (readonly [
  labels: Readonly<Record<Label, string>>,
  value: number,
])[];

/** The name of a metric with labels, and the labels that tell its values apart. */
export interface Labelling<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
}

/** Adds a gauge that is read at every scrape, and left out while there is no value. */
export function addGauge(registry: Registry, name: string, help: string, read: () => number | null): void {
  new Gauge({
    name: PREFIX + name,
    help,
    registers: [registry],
    collect() {
      const value = read();
      if (value === null) this.remove();
      else this.set(value);
    },
  });
}

/** Adds a gauge with labels that is read at every scrape; what is not read is left out. */
export function addGauges<Label extends string>(
  registry: Registry,
  { name, help, labelNames }: Labelling<Label>,
  read: () => Labelled<Label>,
): void {
  new Gauge({
    name: PREFIX + name,
    help,
    labelNames,
    registers: [registry],
    collect() {
      this.reset();
      for (const [labels, value] of read()) this.set(labels, value);
    },
  });
}

/** Adds a counter that somebody else keeps, by one label. */
export function addCounts<Kind extends string>(
  registry: Registry,
  { name, help, labelNames: [label] }: Labelling<string> & { readonly labelNames: readonly [string] },
  read: () => Readonly<Record<Kind, number>>,
): void {
  new Counter({
    name: PREFIX + name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries<number>(read())) this.inc({ [label]: kind }, count);
    },
  });
}

/** Adds a counter without labels that somebody else keeps. */
export function addCount(registry: Registry, name: string, help: string, read: () => number): void {
  new Counter({
    name: PREFIX + name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

/** Unix time, as Prometheus has it. */
export function secondsOf(time: Date): number {
  return time.getTime() / 1000;
}

export function secondsSince(time: Date): number {
  return (Date.now() - time.getTime()) / 1000;
}
