import { DownloadFailedError, DownloadRefusedError } from './download.errors';

export function wentSilent(url: URL, silenceMs: number): DownloadFailedError {
  const reason = `the server sent nothing for ${silenceMs / 1000} s`;
  return new DownloadFailedError(url, reason, 'interrupted');
}

export function tookTooLong(url: URL, overallMs: number): DownloadFailedError {
  const reason = `it takes longer than ${overallMs / 1000} s`;
  const nextStep = 'Run it again to go on where it stopped, or download the file yourself and set ONET_SOURCE to it.';
  return new DownloadFailedError(url, reason, 'final', { nextStep });
}

/** Says how much had arrived, where the rest can be asked for. */
export function brokenOff(error: Error, url: URL, amount: string): Error {
  if (!(error instanceof DownloadFailedError) || error.kind === 'final') return error;
  return new DownloadFailedError(url, `${error.reason} after ${amount}`, 'interrupted', { cause: error.cause });
}

export function tooLarge(url: URL, maxBytes: number): DownloadRefusedError {
  const nextStep = 'Name a zip file with one O*NET database release.';
  return new DownloadRefusedError(url, `it is larger than ${maxBytes} bytes`, nextStep);
}
