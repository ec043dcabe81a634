import { z } from 'zod';

/** A `responseSchema`, or a part of one. */
export interface SchemaNode {
  readonly type: (typeof TYPES)[number];
  readonly enum?: readonly string[];
  readonly items?: SchemaNode;
  readonly minItems?: number | string;
  readonly maxItems?: number | string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly propertyOrdering?: readonly string[];
}

const TYPES = ['STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT'] as const;

/** A 64-bit integer, which Google writes as text and reads as a number too. */
const size = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)], 'must be a count').optional();
const text = z.string().optional();
const texts = z.array(z.string()).optional();

export const schemaNode: z.ZodType<SchemaNode> = z.strictObject({
  type: z.enum(TYPES),
  title: text,
  description: text,
  format: text,
  nullable: z.boolean().optional(),
  default: z.unknown().optional(),
  example: z.unknown().optional(),
  // Numbers are refused even where the type is one.
  enum: texts,
  pattern: text,
  minLength: size,
  maxLength: size,
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.lazy(() => schemaNode).optional(),
  minItems: size,
  maxItems: size,
  properties: z
    .record(
      z.string(),
      z.lazy(() => schemaNode),
    )
    .optional(),
  required: texts,
  propertyOrdering: texts,
  minProperties: size,
  maxProperties: size,
  anyOf: z.array(z.lazy(() => schemaNode)).optional(),
});

/** What is wrong with a schema all of whose fields are right by themselves. */
export function schemaProblems(node: SchemaNode, path: string): string[] {
  const properties = Object.entries(node.properties ?? {});
  const names = new Set(properties.map(([name]) => name));
  const unknown = [...(node.required ?? []), ...(node.propertyOrdering ?? [])].filter((name) => !names.has(name));
  return [
    ...(node.type === 'ARRAY' && !node.items ? [`${path}.items: missing field.`] : []),
    ...(node.type === 'OBJECT' && names.size === 0 ? [`${path}.properties: should be non-empty for OBJECT type`] : []),
    ...(node.enum && node.type !== 'STRING' ? [`${path}.enum: only allowed for STRING type`] : []),
    ...unknown.map((name) => `${path}: property ${name} is not defined`),
    ...(node.items ? schemaProblems(node.items, `${path}.items`) : []),
    ...properties.flatMap(([name, property]) => schemaProblems(property, `${path}.properties.${name}`)),
  ];
}

/** Whether a schema limits lengths or words anywhere, which costs the real server states. */
export function hasLimits(node: SchemaNode): boolean {
  if (node.enum || node.minItems !== undefined || node.maxItems !== undefined) return true;
  return [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])].some(hasLimits);
}
