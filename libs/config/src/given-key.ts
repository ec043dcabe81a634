const MIN_KEY_LENGTH = 16;
const HEADER_TEXT = /^[\x21-\x7e]*$/;

/** The faults of an API key that somebody chose, each as the end of a sentence; none if it may be used. */
export function givenKeyProblems(text: string): string[] {
  return [
    ...(HEADER_TEXT.test(text) ? [] : ['must be printable ASCII without blanks, as it travels in a header']),
    ...(text.length < MIN_KEY_LENGTH
      ? [`must have at least ${MIN_KEY_LENGTH} characters; unset it to have a key made`]
      : []),
  ];
}
