import { createHash, createHmac } from 'node:crypto';

export const URL_PATH = '/hook';
/** What providers believe to be calling. */
export const HOOK_URL = `https://hooks.example.com${URL_PATH}`;
export const JSON_HEADERS = { 'content-type': 'application/json' };
export const FORM_HEADERS = { 'content-type': 'application/x-www-form-urlencoded' };

export const hmac = (algorithm, key, text, encoding) => createHmac(algorithm, key).update(text).digest(encoding);
export const sha256 = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding);
export const seconds = (now) => String(Math.floor(now / 1_000));

/** A library's judgement as yes or no: one says no by `false`, another by an error. */
export const quietly = (judge) => async (request) => {
  try {
    return (await judge(request)) !== false;
  } catch {
    return false;
  }
};

/** The same for a library that goes on to read the body: only an error about the signature is a no. */
export const unless = (isAboutSignature, judge) => async (request) => {
  try {
    await judge(request);
    return true;
  } catch (error) {
    return !isAboutSignature(error);
  }
};
