import { parentPort } from 'node:worker_threads';
import { extractAttributions } from './extraction.ts';
import { loadModel } from './model.ts';
import type { Job } from './offthread.ts';

// The thread keeps its model between texts; the time and memory limits are held from outside.
const model = loadModel();
parentPort?.on('message', ({ text, ownOutlets }: Job) => {
  parentPort?.postMessage(extractAttributions(text, model, { ownOutlets }));
});
