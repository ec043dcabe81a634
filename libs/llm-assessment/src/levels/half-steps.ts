import type { AssessedLevel, ParsedReply } from '../replies/parsed-reply';

/**
 * Levels as the scale has them, in half steps, as the prompt asks for them: 3.3 becomes 3.5, and its explanation says
 * so, since the reader of the level must see that the model did not give it.
 */
export function onHalfSteps(reply: ParsedReply<AssessedLevel>): ParsedReply<AssessedLevel> {
  const items = [...reply.items].map(([id, item]) => [id, onHalfStep(item)] as const);
  return { ...reply, items: new Map(items) };
}

function onHalfStep(item: AssessedLevel): AssessedLevel {
  const level = Math.round(item.level * 2) / 2;
  if (level === item.level) return item;
  const given = Math.round(item.level * 100) / 100;
  return { ...item, level, explanation: `${item.explanation} [The model gave ${given}, rounded here to ${level}.]` };
}
