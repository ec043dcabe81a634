import { pino, type DestinationStream, type Logger } from 'pino';

/**
 * A logger that writes one JSON object a line: level and time as people read them, then what the line is about. Not
 * nestjs-pino, whose middleware makes a logger for every request.
 */
export function createPino(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      // A collector of logs of several processes knows which one a line is from.
      base: undefined,
      timestamp: isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Errors have been made plain by then, and pino would call each of them an Object.
      serializers: { err: (err: unknown) => err },
    },
    destination,
  );
}

let lastMoment = 0;
let lastTime = '';

/** As pino's own, but written once for all lines of a millisecond, of which there are several under load. */
export function isoTime(): string {
  const now = Date.now();
  if (now !== lastMoment) {
    lastMoment = now;
    lastTime = `,"time":"${new Date(now).toISOString()}"`;
  }
  return lastTime;
}
