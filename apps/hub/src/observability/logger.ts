import { pino, type Logger } from 'pino';
import { loggedError } from './logged-error.js';

/** Names whose values never reach a log, at any depth up to three. */
const SECRET_FIELDS = ['authorization', 'cookie', 'secret', 'secrets', 'password', 'token', 'key', 'adminKey'];

/** JSON lines; pretty on a terminal. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    serializers: { err: loggedError },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '••••••',
    },
    ...(process.stdout.isTTY
      ? { transport: { target: 'pino-pretty', options: { translateTime: 'HH:MM:ss', ignore: 'pid,hostname' } } }
      : {}),
  });
}
