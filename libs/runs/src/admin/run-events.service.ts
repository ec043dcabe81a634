import { Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { ApiKeysService } from '@app/access';
import { DomainError } from '@app/onet';
import type { FastifyRequest } from 'fastify';
import {
  catchError,
  EMPTY,
  exhaustMap,
  from,
  map,
  of,
  ReplaySubject,
  startWith,
  takeUntil,
  takeWhile,
  timer,
  type Observable,
} from 'rxjs';
import type { PipelineRun } from '../pipeline-run.entity';
import { RunHistoryService } from '../run-history.service';
import { toRunDto } from './run-answer';

const POLL_MS = 1_000;

/** Turns what the database says of a run into a stream, so that every process can show the runs of every other. */
@Injectable()
export class RunEventsService implements OnModuleDestroy {
  /** Tells also those who come after it. */
  private readonly stopping = new ReplaySubject<void>(1);

  constructor(
    private readonly history: RunHistoryService,
    private readonly keys: ApiKeysService,
  ) {}

  /** A stopping service waits for its connections, and these would not end by themselves. */
  onModuleDestroy(): void {
    this.stopping.next();
  }

  /**
   * The run once a second, until it has ended, its record is gone or the key of the watcher is no longer valid; where the
   * database does not answer, later.
   */
  watch(run: PipelineRun, request: FastifyRequest): Observable<MessageEvent> {
    return timer(POLL_MS, POLL_MS).pipe(
      takeWhile(() => this.keys.isStillValid(request)),
      exhaustMap(() => from(this.history.get(run.id)).pipe(catchError((error) => (isGone(error) ? of(null) : EMPTY)))),
      startWith(run),
      takeWhile((state) => state !== null),
      takeWhile(({ status }) => status === 'running', true),
      map((state) => ({ type: 'run', data: toRunDto(state) })),
      takeUntil(this.stopping),
    );
  }
}

function isGone(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'RUN_NOT_FOUND';
}
