import { DomainError } from '@app/onet';
import { describeRefusedRows, type RefusedRows } from '@app/runs';

/** The data checks found the new release unfit to be published. The served release stays. */
export class ReleaseRefusedError extends DomainError {
  constructor(
    releaseName: string,
    readonly reasons: readonly string[],
    rows: RefusedRows,
  ) {
    super(
      'RELEASE_REFUSED',
      `Release ${releaseName} was not published: ${reasons.join('; ')}. ` +
        (rows.rowsRejected > 0 ? `Rows: ${describeRefusedRows(rows)}. ` : '') +
        'What is served stays as it is. ' +
        'Look at the rejected rows and at the source; if it is right all the same, run the command that was refused ' +
        '("refresh" or "transform") again with --accept-shrink.',
      { reasons },
    );
  }
}
