import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

interface TokenReply {
  readonly status: number;
  readonly content: object;
}

const LIFETIME_SECONDS = 3_600;

/**
 * The credentials that one Vertex server knows, the OAuth endpoint where they are changed for an access token, and the
 * folder with the files that a process needs for both.
 */
export class VertexAccess {
  readonly accessToken = `ya29.${secret()}`;
  tokenRequests = 0;
  /** Whether the endpoint says that the credentials are no longer valid. */
  refuses = false;
  private readonly clientId = secret();
  private readonly clientSecret = secret();
  private readonly refreshToken = secret();

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
  ) {}

  static async start(certificate: string): Promise<VertexAccess> {
    const folder = await mkdtemp(join(tmpdir(), 'vertex-server-'));
    const server = createServer((request, response) => void self.answer(request, response));
    const self = new VertexAccess(server, folder);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await writeFile(self.certificateFile, certificate);
    await writeFile(self.credentialsFile, JSON.stringify(self.credentials()));
    return self;
  }

  /** The variables by which Node trusts the server and Google's library finds the credentials, and asks nobody else. */
  get environment(): Record<string, string> {
    return {
      NODE_EXTRA_CA_CERTS: this.certificateFile,
      GOOGLE_APPLICATION_CREDENTIALS: this.credentialsFile,
      METADATA_SERVER_DETECTION: 'none',
    };
  }

  admits({ authorization }: IncomingHttpHeaders): boolean {
    return authorization === `Bearer ${this.accessToken}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true, force: true });
  }

  private get certificateFile(): string {
    return join(this.folder, 'certificate.pem');
  }

  private get credentialsFile(): string {
    return join(this.folder, 'credentials.json');
  }

  /** Of the one type whose token endpoint may be anywhere and without TLS. */
  private credentials(): object {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return {
      type: 'external_account_authorized_user',
      audience: '//iam.googleapis.com/locations/global/workforcePools/tests/providers/tests',
      client_id: this.clientId,
      client_secret: this.clientSecret,
      refresh_token: this.refreshToken,
      token_url: `${url}/token`,
      token_info_url: `${url}/introspect`,
    };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request).catch(() => ''));
    const { status, content } = this.reply(request, form);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  }

  private reply({ method, url, headers }: IncomingMessage, form: URLSearchParams): TokenReply {
    if (method !== 'POST' || url !== '/token') return { status: 404, content: { error: 'not_found' } };
    this.tokenRequests += 1;
    const client = Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64');
    if (headers.authorization !== `Basic ${client}`) return { status: 401, content: { error: 'invalid_client' } };
    const isValid = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === this.refreshToken;
    if (this.refuses || !isValid) {
      const description = 'Token has been expired or revoked.';
      return { status: 400, content: { error: 'invalid_grant', error_description: description } };
    }
    const content = { access_token: this.accessToken, expires_in: LIFETIME_SECONDS, token_type: 'Bearer' };
    return { status: 200, content };
  }
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}
