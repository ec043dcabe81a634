/** Emphasis within a text. A mark inside of a word is none (O*NET, snake_case), nor is one with a blank behind it (2 * 3). */
const ITALIC = /(?<![\w*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\w*])|(?<![\w_])_([^\s_](?:[^_]*[^\s_])?)_(?![\w_])/g;
const BOLD = /\*\*(?=[^\s*])((?:[^*]|\*(?!\*))+)\*\*|(?<![\w_])__(?=[^\s_])((?:[^_]|_(?!_))+)__(?![\w_])/g;

/**
 * A text without marks of emphasis and of code, whose words stay. Models write them though they are asked for plain text:
 * `**Development Needed:** *focus*` becomes `Development Needed: focus`.
 */
export function withoutEmphasis(text: string): string {
  const marks = [ITALIC, BOLD, ITALIC];
  return marks.reduce(
    (rest, mark) => rest.replace(mark, (_all, first?: string, second?: string) => first ?? second ?? ''),
    text.replaceAll('`', ''),
  );
}
