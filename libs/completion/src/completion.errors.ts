/** Another release became the current one meanwhile: begin again with that one. Never leaves the module. */
export class ReleaseSupersededError extends Error {
  constructor(releaseId: number) {
    super(`Release ${releaseId} is not the current one any more`);
    this.name = 'ReleaseSupersededError';
  }
}
