// The vendors' own libraries. How one signs, and how one judges: nothing here is Kanca's. README.md says which are missing, and why.
import { oracles as certificates } from './sdks/certificates.mjs';
import { oracles as developerTools } from './sdks/developer-tools.mjs';
import { oracles as messages } from './sdks/messages.mjs';
import { oracles as payments } from './sdks/payments.mjs';
import { oracles as standardWebhooks } from './sdks/standard-webhooks.mjs';
import { oracles as tokens } from './sdks/tokens.mjs';
import { JSON_HEADERS } from './tools.mjs';

/**
 * @typedef {object} Request
 * @property {object} headers
 * @property {Buffer} body
 * @property {string} [url] path and query; `/hook` unless told
 */

/**
 * @typedef {object} Oracle
 * @property {string} provider
 * @property {string} [name] where a provider has several
 * @property {object} config the settings of the source
 * @property {(body: Buffer, now: number) => Promise<object> | object} [sign] headers; unless there is `request`
 * @property {(text: string, now: number) => Promise<Request> | Request} [request] for what is signed by more than headers
 * @property {(request: Request, now: number) => Promise<boolean>} [judge]
 * @property {string[]} proofs the headers that may be changed
 * @property {(text: string, now: number) => string | null} [prepare] what the provider writes into its bodies; null for a body it never sends
 * @property {boolean} [isLenient] whether the library takes some requests that Kanca does not, being not quite well-formed
 * @property {boolean} [isBodyFree] whether the library does not look at the body
 * @property {Record<string, string>} [documents] what the provider publishes, by address
 * @property {string[]} [except] payloads that the library itself cannot take, or Kanca not, with the reason beside it
 */

/** @type {Required<Oracle>[]} */
export const oracles = [
  ...developerTools,
  ...payments,
  ...messages,
  ...standardWebhooks,
  ...tokens,
  ...certificates,
].map((oracle) => ({
  name: oracle.provider,
  prepare: (text) => text,
  request: async (text, now) => {
    const body = Buffer.from(text);
    return { headers: { ...JSON_HEADERS, ...(await oracle.sign(body, now)) }, body };
  },
  except: [],
  documents: {},
  ...oracle,
}));
