import { Worker } from 'node:worker_threads';
import type { Extraction, ExtractionOptions } from './extraction.ts';

export type Limits = { readonly milliseconds: number; readonly megabytes: number };

/** Either the extraction, or in words why there is none. */
export type OffThreadResult =
  | { readonly ok: true; readonly extraction: Extraction }
  | { readonly ok: false; readonly reason: FailureReason; readonly message: string };
type FailureReason = 'timeout' | 'memory' | 'busy' | 'failed' | 'closed';

export type Job = { readonly text: string; readonly ownOutlets: readonly string[] };
type Waiting = {
  readonly job: Job;
  readonly limits: Limits;
  readonly resolve: (result: OffThreadResult) => void;
};
type Member = { readonly worker: Worker; readonly megabytes: number };

const MOST_WORKERS = 2;
const MOST_WAITING = 50;
const MESSAGES: Record<FailureReason, string> = {
  timeout: 'Reading this text for attributions took too long and was stopped.',
  memory: 'Reading this text for attributions took too much memory and was stopped.',
  busy: 'Too many texts are waiting to be read for attributions; try again in a moment.',
  failed: 'Reading this text for attributions failed.',
  closed: 'The reader of attributions is shut down.',
};

const idle: Member[] = [];
const busy = new Set<Member>();
const waiting: Waiting[] = [];

/** Extracts in a thread of its own; a slow or hostile text ends in an error value, never a throw. */
export function extractOffThread(
  text: string,
  limits: Limits,
  options: ExtractionOptions = {},
): Promise<OffThreadResult> {
  return new Promise((resolve) => {
    if (waiting.length >= MOST_WAITING) {
      resolve(failure('busy'));
      return;
    }
    waiting.push({ job: { text, ownOutlets: options.ownOutlets ?? [] }, limits, resolve });
    startNext();
  });
}

/** Ends all threads; who still waits is told so. */
export async function closeOffThread(): Promise<void> {
  for (const { resolve } of waiting.splice(0)) resolve(failure('closed'));
  const members = [...idle.splice(0), ...busy];
  await Promise.all(members.map(({ worker }) => worker.terminate()));
}

function startNext(): void {
  if (busy.size >= MOST_WORKERS) return;
  const next = waiting.shift();
  if (next === undefined) return;
  const member = memberFor(next.limits.megabytes);
  busy.add(member);
  member.worker.ref();
  run(member, next);
}

/** A thread's memory limit is fixed when it starts, so one with another limit is replaced. */
function memberFor(megabytes: number): Member {
  const fitting = idle.findIndex((member) => member.megabytes === megabytes);
  if (fitting >= 0) return idle.splice(fitting, 1)[0]!;
  for (const member of idle.splice(0)) void member.worker.terminate();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const member = { worker, megabytes };
  // A thread may also end while it has nothing to do; then it must not be given a text.
  worker.on('error', () => {});
  worker.once('exit', () => {
    const place = idle.indexOf(member);
    if (place >= 0) idle.splice(place, 1);
  });
  return member;
}

function run(member: Member, { job, limits, resolve }: Waiting): void {
  const { worker } = member;
  const end = (result: OffThreadResult, isReusable: boolean) => {
    clearTimeout(timer);
    // One by one: removing all listeners would cut the worker's own line to its thread too.
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    busy.delete(member);
    if (isReusable) keepIdle(member);
    else void worker.terminate();
    resolve(result);
    startNext();
  };
  const onMessage = (extraction: Extraction) => end({ ok: true, extraction }, true);
  const onError = (error: NodeJS.ErrnoException) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    end(failure(isMemory ? 'memory' : 'failed'), false);
  };
  const onExit = () => end(failure('closed'), false);
  const timer = setTimeout(() => end(failure('timeout'), false), limits.milliseconds);
  worker.once('message', onMessage).once('error', onError).once('exit', onExit);
  worker.postMessage(job);
}

/** An idle thread does not keep the process alive. */
function keepIdle(member: Member): void {
  member.worker.unref();
  idle.push(member);
}

function failure(reason: FailureReason): OffThreadResult {
  return { ok: false, reason, message: MESSAGES[reason] };
}
