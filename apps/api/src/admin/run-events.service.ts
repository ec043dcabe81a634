import { Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { RunHistoryService, type PipelineRun } from '@app/runs';
import {
  catchError,
  EMPTY,
  exhaustMap,
  from,
  map,
  ReplaySubject,
  startWith,
  takeUntil,
  takeWhile,
  timer,
  type Observable,
} from 'rxjs';
import { toRunDto } from './run-answer';

const POLL_MS = 1_000;

/** Turns what the database says of a run into a stream, so that every process can show the runs of every other. */
@Injectable()
export class RunEventsService implements OnModuleDestroy {
  /** Tells also those who come after it. */
  private readonly stopping = new ReplaySubject<void>(1);

  constructor(private readonly history: RunHistoryService) {}

  /** A stopping service waits for its connections, and these would not end by themselves. */
  onModuleDestroy(): void {
    this.stopping.next();
  }

  /** The run once a second, until it has ended; where the database does not answer, later. */
  watch(run: PipelineRun): Observable<MessageEvent> {
    return timer(POLL_MS, POLL_MS).pipe(
      exhaustMap(() => from(this.history.get(run.id)).pipe(catchError(() => EMPTY))),
      startWith(run),
      takeWhile(({ status }) => status === 'running', true),
      map((state) => ({ type: 'run', data: toRunDto(state) })),
      takeUntil(this.stopping),
    );
  }
}
