import { INVALID_SPAN_CONTEXT, trace, type Span, type SpanStatus, type Tracer } from '@opentelemetry/api';
import { MySQL2Instrumentation } from '@opentelemetry/instrumentation-mysql2';

/** A multi-row insert has tens of thousands of placeholders. */
const LONGEST = 1_000;

/**
 * Statements within traces, without the values in them. Those of the watches that every process keeps on the database
 * would each be a trace of its own, so they are left out.
 */
export class StatementInstrumentation extends MySQL2Instrumentation {
  constructor() {
    // Without masking, the values of the parameters are put in.
    super({ maskStatement: true, maskStatementHook: withoutValues });
  }

  protected override get tracer(): Tracer {
    const tracer = super.tracer;
    return {
      startSpan: (name, options, context) => {
        if (!trace.getActiveSpan()) return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
        return withoutReasons(tracer.startSpan(name, options, context));
      },
      startActiveSpan: tracer.startActiveSpan.bind<Tracer['startActiveSpan']>(tracer),
    };
  }
}

/** The server quotes values when it says why a statement failed. */
function withoutReasons(span: Span): Span {
  const setStatus = span.setStatus.bind(span);
  return Object.assign(span, { setStatus: ({ code }: SpanStatus) => setStatus({ code }) });
}

/** Names are in backticks, so a text in quotes is a value, also one that was cut off. */
export function withoutValues(sql: string): string {
  return sql
    .slice(0, LONGEST)
    .replace(/(['"])(?:\\.|(?!\1)[^\\])*(?:\1|\\?$)/gs, '?')
    .replace(/\b\d+\b/g, '?');
}
