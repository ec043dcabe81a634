import { systemClock, type Clock } from './clock';

/** How long a server asks to wait, in milliseconds; its header `Retry-After` holds seconds or a date. */
export function retryAfter(value: string | undefined, clock: Clock = systemClock): number | undefined {
  if (value === undefined) return undefined;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock.now().getTime();
  return Number.isFinite(milliseconds) ? Math.max(milliseconds, 0) : undefined;
}
