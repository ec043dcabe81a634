import { createClient } from '@app/client';

interface Session {
  key: string | null;
  whenKeyRefused: () => void;
}

/** What all requests of the page share: the key that they carry, and whom to tell when it is refused. */
export const session: Session = { key: null, whenKeyRefused: () => undefined };

/** The service that serves the page. */
export const service = createClient({ baseUrl: location.origin, key: () => session.key });
