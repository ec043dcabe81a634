import { DownloadFailedError } from './download.errors';

const DISK_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EIO: 'the disk fails',
  ENOTDIR: 'it is no folder',
  EEXIST: 'it is no folder',
};

/** True for an error of the disk rather than of the network. */
export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  return code in DISK_ERRORS && syscall !== 'connect' && syscall !== 'read';
}

/** An error of the disk as one for people; any other as it is. */
export function explainDisk(url: URL, folder: string, error: unknown): unknown {
  if (!isDiskError(error)) return error;
  const reason = `${folder} cannot be written (${DISK_ERRORS[error.code ?? ''] ?? ''}, ${error.code ?? ''})`;
  const nextStep = 'Make room there, or set DATA_DIR to another folder, and run it again.';
  return new DownloadFailedError(url, reason, 'final', { nextStep, cause: error });
}
