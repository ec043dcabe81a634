import { findPaths, type PathWorld } from './find-paths';
import { RULES, without, type PathRules, type RuleName } from './path-rules';

/**
 * The rules that stand in the way of a path with so many stops: each of those without which, all others kept, there would be
 * one. Empty where no single rule does.
 */
export function obstaclesTo(stops: number, world: PathWorld, rules: PathRules): RuleName[] {
  return RULES.filter((rule) => findPaths(world, without(rule, rules), stops).at(-1) !== null);
}
