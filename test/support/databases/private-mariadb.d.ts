interface Programs {
  readonly server: string;
  readonly installer?: string;
}

interface PrivateServer {
  readonly url: string;
  readonly socketPath: string;
  stop(): Promise<void>;
}

export function findServer(): Programs | undefined;
export function startPrivateServer(programs: Programs, options?: readonly string[]): Promise<PrivateServer>;
