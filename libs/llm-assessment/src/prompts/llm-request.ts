import type { ElementId, OnetSocCode } from '@app/onet';

/** An occupation as a prompt shows it. */
export interface OccupationFacts {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly description: string;
}

/** A skill with O*NET's examples of its levels, lowest first. */
export interface SkillFacts {
  readonly elementId: ElementId;
  readonly name: string;
  readonly description: string | null;
  readonly anchors: readonly { readonly value: number; readonly description: string }[];
}

/** The facts for a level assessment. They never hold the analysts' own levels, which a model would only copy. */
export interface LevelFacts {
  readonly purpose: 'levels';
  readonly occupation: OccupationFacts;
  /** The occupation that a person comes from, if the explanations are to speak of what carries over; null otherwise. */
  readonly source: OccupationFacts | null;
  /** Those that are asked for. */
  readonly skills: readonly SkillFacts[];
}

/** A gap that was computed from levels, 0 to 7. */
export interface GapFact extends SkillFacts {
  readonly fromLevel: number;
  readonly toLevel: number;
}

/** The facts for gap descriptions. */
export interface GapFacts {
  readonly purpose: 'gap';
  readonly from: OccupationFacts;
  readonly to: OccupationFacts;
  readonly gaps: readonly GapFact[];
}

/** The form of the JSON that is asked for: the part of JSON Schema that every provider of structured output knows. */
export type ReplySchema =
  | {
      readonly type: 'object';
      /** In the order in which they are to be written; all are required. */
      readonly properties: Readonly<Record<string, ReplySchema>>;
    }
  | { readonly type: 'array'; readonly items: ReplySchema; readonly minItems?: number; readonly maxItems?: number }
  | { readonly type: 'string'; readonly description?: string; readonly enum?: readonly string[] };

/** The text of a request, as a pure function of its facts. */
export interface Prompt {
  /** Names the wording: another wording has another version. */
  readonly version: string;
  readonly system: string;
  readonly user: string;
  readonly schema: ReplySchema;
  readonly maxOutputTokens: number;
}

/** A question to a provider, in the terms of none of them. */
export interface LlmRequest {
  readonly prompt: Prompt;
  /** The facts that the prompt was made from, for a provider that answers without a language model. */
  readonly facts: LevelFacts | GapFacts;
}
