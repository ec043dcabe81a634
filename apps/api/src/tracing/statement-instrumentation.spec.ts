import { SpanStatusCode, trace, type Span, type SpanStatus } from '@opentelemetry/api';
import { StatementInstrumentation, withoutValues } from './statement-instrumentation';

it.each([
  [
    'texts and numbers',
    "SELECT `a` FROM `b` WHERE `c` = 'x' AND d = 12 LIMIT 5",
    'SELECT `a` FROM `b` WHERE `c` = ? AND d = ? LIMIT ?',
  ],
  ['escaped quotes', "SET a = 'it''s', b = 'back\\'slash'", 'SET a = ??, b = ?'],
  ['double quotes', 'SET a = "O\'Hara", b = 1.5', 'SET a = ?, b = ?.?'],
  ['a value that is cut off', `INSERT INTO t VALUES ('${'secret '.repeat(500)}')`, 'INSERT INTO t VALUES (?'],
  ['a quote that nothing closes', "SELECT 'left open", 'SELECT ?'],
  ['digits that belong to a name', 'SELECT COUNT(1) AS `number9`', 'SELECT COUNT(?) AS `number9`'],
])('statements are shown without values: %s', (_what, sql, masked) => {
  expect(withoutValues(sql)).toBe(masked);
});

describe('spans of statements', () => {
  const statuses: SpanStatus[] = [];
  const span = { setStatus: (status: SpanStatus) => statuses.push(status) } as unknown as Span;
  const provider = { getTracer: () => ({ startSpan: () => span, startActiveSpan: () => undefined }) };

  class Opened extends StatementInstrumentation {
    start(): Span {
      return this.tracer.startSpan('SELECT');
    }
  }
  const instrumentation = new Opened();

  beforeAll(() => instrumentation.setTracerProvider(provider));
  afterEach(() => jest.restoreAllMocks());

  it('are made within a trace, without the words of the server, which quote values', () => {
    jest.spyOn(trace, 'getActiveSpan').mockReturnValue(span);
    instrumentation.start().setStatus({ code: SpanStatusCode.ERROR, message: "Duplicate entry 'x' for key 'y'" });
    expect(statuses).toEqual([{ code: SpanStatusCode.ERROR }]);
  });

  it('show statements as they are written, not as the parameters make them', () => {
    expect(instrumentation.getConfig()).toMatchObject({ maskStatement: true, maskStatementHook: withoutValues });
  });

  it('are not made for what nobody asked for', () => {
    expect(instrumentation.start().isRecording()).toBe(false);
  });
});
