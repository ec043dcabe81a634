import type { RowSource } from '@app/occupations';
import type { ElementId, OnetSocCode } from '@app/onet';
import { RowRejection } from './row-rejection';

export interface ScaleRange {
  readonly minimum: number;
  readonly maximum: number;
}

export interface ElementFacts {
  readonly name: string;
  readonly description: string | null;
}

/** Where the rows of the release under way come from, and what its reference tables hold, filled as they are read. */
export class KnownKeys {
  constructor(readonly source: RowSource = 'text_file') {}

  readonly occupations = new Set<OnetSocCode>();
  readonly scales = new Map<string, ScaleRange>();
  /** Null if the release came without a Content Model Reference: then any well-formed element id is taken. */
  elements: Map<ElementId, ElementFacts> | null = null;

  occupation(code: OnetSocCode): OnetSocCode {
    if (!this.occupations.has(code)) throw new RowRejection('O*NET-SOC Code', code, 'is not in Occupation Data');
    return code;
  }

  element(id: ElementId): ElementId {
    if (this.elements && !this.elements.has(id)) {
      throw new RowRejection('Element ID', id, 'is not in Content Model Reference');
    }
    return id;
  }

  /** Null if no Content Model Reference has it. */
  elementName(id: ElementId): string | null {
    return this.elements?.get(id)?.name ?? null;
  }

  scale(id: string): ScaleRange {
    const range = this.scales.get(id);
    if (!range) throw new RowRejection('Scale ID', id, 'is not in Scales Reference');
    return range;
  }
}
