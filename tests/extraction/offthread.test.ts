import { afterAll, expect, test } from 'vitest';
import { closeOffThread, extractOffThread } from '../../src/extraction/offthread.ts';

afterAll(closeOffThread);

test('a text is read in another thread, and the thread is used again', {
  timeout: 60_000,
}, async () => {
  for (const name of ['mayor', 'minister']) {
    const limits = { milliseconds: 50_000, megabytes: 200 };
    const result = await extractOffThread(`The ${name} said the bridge was safe.`, limits);
    expect(result).toMatchObject({
      ok: true,
      extraction: { attributions: [{ stance: 'asserts' }] },
    });
  }
});

test('too slow ends in a clear message', { timeout: 60_000 }, async () => {
  const text = 'The mayor said the bridge was safe. '.repeat(20_000);
  const result = await extractOffThread(text, { milliseconds: 50, megabytes: 200 });
  expect(result).toMatchObject({ ok: false, reason: 'timeout' });
});

test('too much memory ends in a clear message', { timeout: 60_000 }, async () => {
  const text = 'The mayor said the bridge was safe. '.repeat(30_000);
  const result = await extractOffThread(text, { milliseconds: 50_000, megabytes: 16 });
  expect(result).toMatchObject({ ok: false, reason: 'memory' });
});
