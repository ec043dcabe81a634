import * as fc from 'fast-check';
import { oddBody, validBody, type OddBody } from './odd-bodies';
import { FRAMING_BODIES, NO_REQUESTS, ODD_FRAMINGS, ODD_HEADERS, STRAY_PATHS, type Header } from './odd-headers';
import { BROKEN_ENCODINGS, encoded, flawOf, oddText, validText } from './odd-values';
import type { OpenApiDocument, OpenApiParameter } from './openapi';
import { RequestDraft, type Caller, type MadeRequest, type NamedOperation, type Twist } from './request-draft';

export interface Keys {
  readonly reader: string;
  readonly administrator: string;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
const UNKNOWN = [
  'x',
  '__proto__',
  'constructor',
  'toString',
  'FROM',
  'from[]',
  'from[a]',
  'to.x',
  'X-API-Key',
  '$where',
];

/** Requests to every operation of the document, most of them odd in a way or two; and some to none. */
export function requestsTo(document: OpenApiDocument, keys: Keys): fc.Arbitrary<MadeRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
  );
  // What starts something is refused while another run is under way, so that it has to be asked more often.
  const weightOf = ({ method }: NamedOperation): number => (method === 'GET' ? 1 : 3);
  const toOne = (one: NamedOperation) => ({ weight: weightOf(one), arbitrary: requestTo(one, document, keys) });
  return fc.oneof(
    { weight: 25, arbitrary: fc.oneof(...operations.map(toOne)) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...STRAY_PATHS), callers(keys)).map(stray) },
    { weight: 1, arbitrary: fc.constantFrom(...NO_REQUESTS).map(noRequest) },
  );
}

function requestTo(operation: NamedOperation, document: OpenApiDocument, keys: Keys): fc.Arbitrary<MadeRequest> {
  const twist = fc.oneof(...twistsOf(operation, document));
  // What starts something is asked for properly only now and then: a run keeps everything else from starting.
  const untwisted = operation.method === 'GET' ? 5 : 3;
  return fc
    .record({
      values: fc.tuple(...operation.parameters.map(usualValue)),
      body: validBody(operation, document) ?? fc.constant(null),
      caller: callers(keys),
      twists: fc.oneof(
        { weight: untwisted, arbitrary: fc.constant<Twist[]>([]) },
        { weight: 12, arbitrary: fc.tuple(twist) },
        { weight: 4, arbitrary: fc.tuple(twist, twist) },
      ),
    })
    .map(({ values, body, caller, twists }) => {
      const draft = new RequestDraft(operation);
      draft.body = body;
      operation.parameters.forEach((parameter, i) => {
        const value = values[i];
        if (typeof value === 'string') draft.give(parameter, encoded(value));
      });
      for (const change of twists) change(draft);
      return draft.finish(caller, twists.length > 0);
    });
}

/** A value that is allowed; optional parameters are left away half of the time, and titles beside codes always. */
function usualValue({ name, required, schema }: OpenApiParameter): fc.Arbitrary<string | null> {
  const valid = validText(schema) ?? fc.constant(null);
  if (name.endsWith('_title')) return fc.constant(null);
  return required || ['from', 'to'].includes(name) ? valid : fc.option(valid, { freq: 1 });
}

function callers({ reader, administrator }: Keys): fc.Arbitrary<Caller> {
  const wrong = [
    ...[
      '',
      ' ',
      'x',
      '\xff\xfe',
      '__proto__',
      'x'.repeat(8_000),
      '"',
      'undefined',
      'admin_',
      "' OR ''='",
      '\u00e9'.repeat(40),
    ],
    ...[
      administrator.slice(0, -1),
      `${administrator}x`,
      administrator.toUpperCase(),
      `${administrator}, ${administrator}`,
    ],
  ];
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant<Caller>({ name: 'administrator', key: administrator }) },
    { weight: 4, arbitrary: fc.constant<Caller>({ name: 'reader', key: reader }) },
    { weight: 2, arbitrary: fc.constant<Caller>({ name: 'nobody', key: null }) },
    { weight: 2, arbitrary: fc.constantFrom(...wrong).map<Caller>((key) => ({ name: 'stranger', key })) },
  );
}

function twistsOf(operation: NamedOperation, document: OpenApiDocument): fc.WeightedArbitrary<Twist>[] {
  const { parameters, method } = operation;
  const known = parameters.map(({ name }) => name);
  return [
    ...parameters.map((parameter) => ({ weight: 6, arbitrary: oddParameter(parameter) })),
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...UNKNOWN), oddText({})).map(unknownParameter(known)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...METHODS.filter((other) => other !== method)).map(otherMethod(document)),
    },
    { weight: 6, arbitrary: fc.constantFrom(...ODD_HEADERS).map(withHeaders) },
    { weight: method === 'GET' ? 2 : 8, arbitrary: oddBody(operation, document).map(withBody) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...ODD_FRAMINGS), fc.constantFrom(...FRAMING_BODIES)).map(framed),
    },
    { weight: 1, arbitrary: fc.constantFrom('/', '//', '/x', '%2f', '/../releases', ';x', '%00').map(withPathEnd) },
  ];
}

/** A parameter missing, repeated, not encoded as it should be, or with a value it does not expect. */
function oddParameter(parameter: OpenApiParameter): fc.Arbitrary<Twist> {
  const { name, required, schema } = parameter;
  const odd = oddText(schema).map<Twist>((text) => (draft) => {
    draft.give(parameter, encoded(text), flawOf(schema, text, required));
    // An empty part of a path makes another path of it, and dots may.
    if (parameter.in === 'path' && /^\.*$/.test(text)) draft.redirect(null);
  });
  const broken = fc.constantFrom(...BROKEN_ENCODINGS).map<Twist>((text) => (draft) => draft.give(parameter, text));
  if (parameter.in !== 'query') return fc.oneof({ weight: 5, arbitrary: odd }, { weight: 1, arbitrary: broken });
  const repeated = oddText(schema).map<Twist>(
    (text) => (draft) => draft.giveInQuery(name, [draft.given(name), encoded(text)], 'repeated'),
  );
  const missing: Twist = (draft) => draft.giveInQuery(name, [], required ? 'missing' : null);
  return fc.oneof(
    { weight: 8, arbitrary: odd },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: repeated },
    { weight: 1, arbitrary: fc.constant(missing) },
  );
}

function unknownParameter(known: readonly string[]): (pair: [string, string]) => Twist {
  return ([name, value]) =>
    (draft) =>
      draft.giveInQuery(encoded(name), [encoded(value)], known.includes(name) ? null : 'unknown parameter');
}

function otherMethod(document: OpenApiDocument): (method: string) => Twist {
  return (method) => (draft) => {
    const { path } = draft.meant;
    // HEAD is GET without the body.
    const documented = document.paths[path]?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
    draft.method = method;
    draft.redirect(documented ? { ...documented, path, method } : null);
    draft.markFlaw('method', documented ? null : `no operation has ${method}`);
  };
}

function withHeaders(headers: readonly Header[]): Twist {
  return (draft) => draft.headers.push(...headers);
}

function withBody(body: OddBody): Twist {
  return (draft) => {
    draft.body = body;
    draft.markFlaw('body', body.flaw);
  };
}

function framed([headers, body]: [readonly Header[], string]): Twist {
  return (draft) => {
    draft.framing = { headers, body };
    draft.markFlaw('body', null);
  };
}

function withPathEnd(end: string): Twist {
  return (draft) => {
    draft.pathEnd = end;
    draft.redirect(null);
  };
}

function stray([target, { name, key }]: [string, Caller]): MadeRequest {
  const keyHeader: Header[] = key === null ? [] : [['X-API-Key', key]];
  const headers: Header[] = [['Host', 'localhost'], ...keyHeader, ['Connection', 'close']];
  return { method: 'GET', target, headers, body: null, caller: name, operation: null, flaws: [], isValid: false };
}

function noRequest(text: string): MadeRequest {
  const bytes = Buffer.from(text, 'latin1');
  const nothing = { method: '', target: '', headers: [], body: null, operation: null } as const;
  return { ...nothing, flaws: [], isValid: false, caller: 'nobody', bytes, isUnfinished: true };
}
