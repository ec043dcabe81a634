/** The environment is unusable. Its message lists every problem at once, one a line, never with a secret's value. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const lines = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`Wrong configuration, ${count} (.env.example lists every variable):\n${lines}`);
    this.name = 'ConfigurationError';
  }
}
