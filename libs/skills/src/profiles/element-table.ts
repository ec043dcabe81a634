import { compareElementIds, domainOf, DOMAINS, type Domain, type ElementId } from '@app/onet';

/** A rated element of the content model. */
export interface ElementEntry {
  readonly elementId: ElementId;
  readonly name: string;
  readonly description: string | null;
  readonly anchors: readonly LevelAnchor[];
}

/** An example of what a level means. */
export interface LevelAnchor {
  readonly value: number;
  readonly description: string;
}

/** Where the elements of a domain stand: from `start` up to but without `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The rated elements of a release, in the order of the content model, which makes each domain one stretch: its levels are
 * a window on those of all. Elements of no domain are left out.
 */
export class ElementTable {
  private readonly elements: readonly ElementEntry[];
  private readonly positions: ReadonlyMap<ElementId, number>;
  private readonly stretches: Readonly<Record<Domain, Stretch>>;
  private readonly byDomain: Readonly<Record<Domain, readonly ElementEntry[]>>;

  constructor(elements: readonly ElementEntry[]) {
    this.elements = elements
      .filter(({ elementId }) => domainOf(elementId) !== null)
      .sort((a, b) => compareElementIds(a.elementId, b.elementId));
    this.positions = new Map(this.elements.map(({ elementId }, position) => [elementId, position]));
    this.stretches = forEachDomain((domain) => this.findStretch(domain));
    this.byDomain = forEachDomain((domain) => {
      const { start, end } = this.stretches[domain];
      return this.elements.slice(start, end);
    });
  }

  /** In the order of the table. */
  get ids(): ElementId[] {
    return this.elements.map(({ elementId }) => elementId);
  }

  /** How many elements there are. */
  get width(): number {
    return this.elements.length;
  }

  has(elementId: ElementId): boolean {
    return this.positions.has(elementId);
  }

  /** Undefined for an element that nobody is rated on. */
  positionOf(elementId: ElementId): number | undefined {
    return this.positions.get(elementId);
  }

  of(domain: Domain): readonly ElementEntry[] {
    return this.byDomain[domain];
  }

  stretch(domain: Domain): Stretch {
    return this.stretches[domain];
  }

  /** Of a domain without elements it is an empty one. */
  private findStretch(domain: Domain): Stretch {
    const isOfDomain = ({ elementId }: ElementEntry): boolean => domainOf(elementId) === domain;
    const start = Math.max(0, this.elements.findIndex(isOfDomain));
    return { start, end: this.elements.findLastIndex(isOfDomain) + 1 || start };
  }
}

/** A value for each domain. */
export function forEachDomain<T>(make: (domain: Domain) => T): Record<Domain, T> {
  return Object.fromEntries(DOMAINS.map((domain) => [domain, make(domain)])) as Record<Domain, T>;
}
