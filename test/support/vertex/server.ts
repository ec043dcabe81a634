import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text as textOfStream } from 'node:stream/consumers';
import { VertexAccess } from './access';
import { gapDescriptionOf, levelOf, questionOf, rightDraft, type Purpose, type Question } from './answers';
import { seenCall, type SeenCall } from './calls';
import { certificate } from './certificate';
import { write } from './content';
import { deliver, replyInstead } from './delivery';
import { Faults, type Fault } from './faults';
import { contentReply, NOTHING_ASKED } from './generation';
import { errorReply, htmlReply, type Reply } from './replies';
import { promptOf, readBody, type GenerateContent, type ReadBody } from './request';
import { pathOf, resourceOf, resourceRefusal, type Resource } from './resource';

export { gapDescriptionOf, levelOf };
export type { Fault, Purpose, SeenCall };

export interface VertexOptions {
  /** What each answer takes. */
  readonly delayMs?: number;
  readonly port?: number;
  readonly project?: string;
  readonly location?: string;
  readonly model?: string;
}

/** Vertex AI's `generateContent` over TLS, with the manners and faults of the real one. */
export class VertexServer {
  readonly calls: SeenCall[] = [];
  /** The most requests that were open at the same time. */
  mostAtOnce = 0;
  private readonly open = new Set<ServerResponse>();
  private readonly faults = new Faults();
  private readonly levels = new Map<string, string>();
  private readonly resource: Resource;

  private constructor(
    private readonly server: Server,
    private readonly access: VertexAccess,
    /** The certificate in PEM, for a client that is no child process. */
    readonly ca: string,
    private readonly options: VertexOptions,
  ) {
    const { project = 'skill-gap-tests', location = 'global', model = 'gemini-3.5-flash-lite' } = options;
    this.resource = { project, location, model };
  }

  static async start(options: VertexOptions = {}): Promise<VertexServer> {
    const { key, cert } = await certificate();
    const access = await VertexAccess.start(cert);
    const server = createServer({ key, cert }, (request, response) => void self.answer(request, response));
    const self = new VertexServer(server, access, cert, options);
    server.listen(options.port ?? 0, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch (error) {
      await access.stop();
      throw error;
    }
    return self;
  }

  /** What VERTEX_API_ENDPOINT is set to. */
  get endpoint(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Where the model is asked. */
  get url(): string {
    return `https://${this.endpoint}${pathOf(this.resource)}`;
  }

  /** The variables that make a process use this server; a model other than the default one also needs its prices. */
  get environment(): Record<string, string> {
    const { project, location, model } = this.resource;
    return {
      LLM_PROVIDER: 'vertexai',
      ...(this.options.model !== undefined && { LLM_MODEL: model }),
      VERTEX_PROJECT: project,
      VERTEX_LOCATION: location,
      VERTEX_API_ENDPOINT: this.endpoint,
      ...this.access.environment,
    };
  }

  /** What a client without the credentials file sends as its Bearer token. */
  get accessToken(): string {
    return this.access.accessToken;
  }

  /** How often an access token was asked for. */
  get tokenRequests(): number {
    return this.access.tokenRequests;
  }

  /** Gives no access tokens any more until `heal`. */
  refuseTokens(): void {
    this.access.refuses = true;
  }

  /** Says from now on that an occupation requires this level of a skill. */
  setLevel(code: string, elementId: string, level: string): void {
    this.levels.set(`${code} ${elementId}`, level);
  }

  /** Misbehaves from now on, `times` times, where the path or the prompt contains `where`; what is given later comes first. */
  fault(fault: Fault, { where = '', times = Infinity }: { where?: string; times?: number } = {}): void {
    this.faults.add(fault, where, times);
  }

  /** Behaves again. */
  heal(): void {
    this.faults.clear();
    this.access.refuses = false;
  }

  /** Forgets calls, requests for tokens, and how many were open at once. */
  forget(): void {
    this.calls.length = 0;
    this.mostAtOnce = this.open.size;
    this.access.tokenRequests = 0;
  }

  /** Closes everything and removes the files that `environment` names. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.access.stop();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    this.enter(response);
    const asked = resourceOf(request);
    const text = await textOfStream(request).catch(() => null);
    // Who asked may go before the question is finished.
    if (text === null) return;
    if (!asked) {
      deliver(htmlReply(404), response);
      return;
    }
    const read = readBody(text);
    const schema = read.content?.generationConfig?.responseSchema;
    const question = questionOf(schema, read.content ? promptOf(read.content) : '');
    const seen = seenCall(at, read, question);
    this.calls.push(seen);
    const refusal = this.refusal(request, asked, read);
    const fault = this.faults.take(`${request.url ?? ''}\n${seen.prompt}`, refusal ? null : seen.purpose);
    if (fault?.kind === 'hang') return;
    const reply = replyInstead(fault, schema) ?? refusal ?? this.reply(read.content!, question, fault);
    this.send(reply, response, seen, fault);
  }

  /** It counts as open until its answer is on the way: only then can who asked send another request. */
  private enter(response: ServerResponse): void {
    this.open.add(response);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.open.size);
    response.once('close', () => this.open.delete(response));
  }

  private refusal({ headers }: IncomingMessage, asked: Resource, { problems }: ReadBody): Reply | undefined {
    if (!this.access.admits(headers)) return errorReply(401);
    const refusal = resourceRefusal(asked, this.resource);
    if (refusal || problems.length === 0) return refusal;
    return errorReply(400, problems.join('\n'));
  }

  private reply(content: GenerateContent, question: Question | null, fault: Fault | undefined): Reply {
    const level = (code: string, id: string): string => this.levels.get(`${code} ${id}`) ?? levelOf(code, id);
    const { maxOutputTokens } = content.generationConfig ?? {};
    const written = question ? write(question, rightDraft(question, level), fault, maxOutputTokens) : NOTHING_ASKED;
    return contentReply(written, promptOf(content), this.resource.model, fault);
  }

  private send(reply: Reply, response: ServerResponse, seen: SeenCall, fault: Fault | undefined): void {
    const waitMs = (this.options.delayMs ?? 0) + (fault?.kind === 'slow' ? fault.ms : 0);
    const timer = setTimeout(() => {
      if (fault?.kind !== 'hang-after-headers') this.open.delete(response);
      if (fault?.kind !== 'reset') Object.assign(seen, { status: reply.status }, reply.generation);
      deliver(reply, response, fault);
      // Told now, since who asked may hold the answer before the server hears that it is sent.
      seen.answered = response.writableEnded && !response.destroyed;
    }, waitMs);
    response.once('close', () => {
      clearTimeout(timer);
      seen.answered &&= response.writableFinished;
    });
  }
}
