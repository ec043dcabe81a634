import type { NestLogger } from './nest-logger';

/** A fault that nothing caught ends the process, as it does without this; but it is told in the log, without secrets. */
export function endOnFault(logger: NestLogger): void {
  // Rejections that nobody handles come here as well.
  process.once('uncaughtException', (error: unknown) => {
    logger.fatal({ msg: 'A fault of the program ends it', err: error }, 'Process');
    process.exit(1);
  });
}
