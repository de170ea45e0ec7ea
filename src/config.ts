/** Settings: environment variables, checked at start, as one frozen object. */
import { existsSync } from 'node:fs';
import * as z from 'zod';

const yesOrNo = z.enum(['yes', 'no', '1', '0', 'true', 'false']);

const SETTINGS = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE: z.string().min(1).default('db/data/newsroom.db'),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: yesOrNo.default('no'),
  SESSION_HOURS: z.coerce.number().positive().max(8760).default(12),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NEWSROOM: z.string().min(1).max(80).default('Second Source'),
  ZONE: z.string().refine(isZone, { error: 'not a time zone' }).default('UTC'),
});

const ABOUT: Readonly<Record<keyof typeof SETTINGS.shape, string>> = {
  PORT: 'Port to listen on; 3000 unless set.',
  HOST: 'Address to listen on; 127.0.0.1 unless set.',
  DATABASE: 'The database file; db/data/newsroom.db unless set.',
  ORIGIN: 'Public address, when behind a proxy: https://desk.example.org',
  TRUST_PROXY: 'yes, when a proxy in front sends X-Forwarded-For; no unless set.',
  SESSION_HOURS: 'After how many hours without a request one must sign in again; 12 unless set.',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent; info unless set.',
  NEWSROOM: 'The newsroom’s name.',
  ZONE: 'Time zone in which times are shown, as Europe/Berlin; UTC unless set.',
};

/** What each setting does, for the help. */
export const SETTINGS_HELP = Object.entries(ABOUT).map(([name, about]) => ({ name, about }));

const SETTING_NAMES = Object.keys(ABOUT);

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Path of the SQLite file. */
  readonly database: string;
  /** Public address without a trailing slash; null: taken from host and port. */
  readonly origin: string | null;
  readonly trustProxy: boolean;
  readonly sessionHours: number;
  readonly logLevel: string;
  readonly newsroom: string;
  readonly zone: string;
}

/** The settings of this process: its environment, and `.env` in the working folder. */
export function readSettings(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

/**
 * @throws an Error that names every setting that is wrong.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const result = SETTINGS.safeParse(
    Object.fromEntries(SETTING_NAMES.map((name) => [name, environment[name] || undefined])),
  );
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings are wrong. ${wrong.join('; ')}`);
  }
  const settings = result.data;
  return Object.freeze({
    port: settings.PORT,
    host: settings.HOST,
    database: settings.DATABASE,
    origin: settings.ORIGIN?.replace(/\/+$/, '') ?? null,
    trustProxy: ['yes', '1', 'true'].includes(settings.TRUST_PROXY),
    sessionHours: settings.SESSION_HOURS,
    logLevel: settings.LOG_LEVEL,
    newsroom: settings.NEWSROOM,
    zone: settings.ZONE,
  });
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
