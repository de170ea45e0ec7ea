/** Secrets that are handed out once and kept only as a hash: sessions, tokens, one-time links. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, safe in an address and a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It has 256 random bits, so a plain hash cannot be guessed back. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
