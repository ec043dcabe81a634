import { retryAfter } from '@app/outside';
import type { CacheEntry, DownloadFacts, PartialDownload } from './download-cache';
import { describeUrl } from './describe-url';
import { DownloadFailedError, DownloadRefusedError } from './download.errors';
import type { HttpAnswer } from './http-client';

/** The content of an answer: a file's facts, and at which of its bytes the body begins. */
export interface Reading {
  readonly facts: DownloadFacts;
  readonly from: number;
}

interface Asked {
  readonly partial: PartialDownload | null;
  readonly entry: CacheEntry;
  /** The whole file of an earlier time, if there is one. */
  readonly kept: DownloadFacts | null;
}

/**
 * Tells from status and headers what the body is, and prepares the cache entry for it.
 * @throws DownloadFailedError if there is no body to read
 */
export async function readAnswer(url: URL, answer: HttpAnswer, asked: Asked): Promise<Reading | 'unchanged'> {
  const { status } = answer;
  if (status === 200 && isWebPage(answer)) {
    answer.body.destroy();
    throw webPage(url);
  }
  if (status === 200) return beginAnew(url, answer, asked.entry);
  if (status === 206 && asked.partial && continues(answer, asked.partial)) {
    return { facts: asked.partial.facts, from: asked.partial.bytesHere };
  }
  answer.body.destroy();
  if (status === 304 && asked.kept) return 'unchanged';
  if (asked.partial && (status === 206 || status === 416)) {
    // The server has another file by now, or cannot count; from the beginning it is the same for both sides.
    await asked.entry.dropPart();
    throw new DownloadFailedError(url, 'the rest does not fit what was downloaded before', 'interrupted', {
      retryAfterMs: 0,
    });
  }
  throw refusedBy(url, answer);
}

async function beginAnew(url: URL, { headers }: HttpAnswer, entry: CacheEntry): Promise<Reading> {
  const length = headers['content-length'];
  const facts = {
    url: describeUrl(url),
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
    bytes: length === undefined ? null : Number(length),
    sha256: null,
  };
  await entry.begin(facts);
  return { facts, from: 0 };
}

function continues({ headers }: HttpAnswer, { facts, bytesHere }: PartialDownload): boolean {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
  const sameTotal = total === '*' || facts.bytes === null || Number(total) === facts.bytes;
  return Number(start) === bytesHere && sameTotal;
}

function refusedBy(url: URL, { status, headers }: HttpAnswer): DownloadFailedError {
  if (status === 404 || status === 410) {
    return new DownloadFailedError(url, `there is no such file (status ${status})`, 'final', {
      nextStep: 'Check the address.',
    });
  }
  if (status === 401 || status === 403) {
    return new DownloadFailedError(url, `the server does not give it to us (status ${status})`, 'final');
  }
  const passing = status === 408 || status === 429 || status >= 500;
  return new DownloadFailedError(url, `the server answered with status ${status}`, passing ? 'interrupted' : 'final', {
    retryAfterMs: passing ? retryAfter(headers['retry-after']) : undefined,
  });
}

/** Sites answer so, with status 200, where a file is missing or somebody is to log in first. */
function isWebPage({ headers }: HttpAnswer): boolean {
  return /^text\/html\b/i.test(headers['content-type'] ?? '');
}

/** By its type and length, of which a server need not say either. */
export function mayBeArchive({ headers }: HttpAnswer): boolean {
  const { 'content-type': type, 'content-length': length } = headers;
  return (type === undefined || /\b(?:zip|octet-stream|download)\b/i.test(type)) && length !== '0';
}

function webPage(url: URL): DownloadRefusedError {
  const nextStep = 'Open the address in a browser to see what the page says, or name the address of the file itself.';
  return new DownloadRefusedError(url, 'the server sent a web page instead of a zip file', nextStep);
}
