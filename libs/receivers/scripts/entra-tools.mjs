// What the vectors of Azure's services share: a tenant, and tokens of Entra ID that node's own crypto signed for it.
import { createPublicKey, createSign } from 'node:crypto';
import { NOW_SECONDS } from './vector-tools.mjs';

// Invented: not a key of Microsoft's.
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDkvd2pYCsCeQnT
RGV/FzZe0XC0LgPgrEgRcXKapPT/6an6piOQYh8K8dz5mcqcUFJ+uZ/htZlBiCPj
XAZuFfJQ8qANv/ce9bmWkZtlPiWW+aLBEgozoy+Cl/d6mYlYoDoXewHmtBAfkz/o
GUYwPBOzl40D8gvXREuv5elq34bpWSdJcADvZiLysIKy3TnQpC9oSQ1MT8Xgxo96
llLwb88K2o1EL7rquHU53ZESYz9bD+PotJ7Bj9C07F0tc2+sclX+SP8U2BecrRjb
HETCpMq5f5NhGUuOe97eUs+bnfT6tMruRCs18J5XWmrNpWvzA9YYsOc9oUqB2OEv
tYxPWvQXAgMBAAECggEARLdlJ8TkJtIFyZn6g7uNcd6pZPeN4qje3Z6fNyXnFBo2
Hj5a4L0ZZkhSgglZfKwEnF1XUo8jgzRK07qJk/iz2u2Id5j7vClFn54OeNO6pyhH
ZIju16RmWW0dw47sW9uGmBcz8wKU9WdfA3LUSxlBMeqNSmokdH7n3efLv3d3KBI2
6JFPeaOIw4r911YK/L0kGZW+/eeW0KuuCT4xlV3QNgfLElEy8fALPlYRoGGwbz9t
PbDub7ukUjOw5N5TBvuAyz4/WxeWqgAHntASHWAcfVuMVG0twn8eG7bit1FdNSx1
eLykyfyzDUxzPhjRuKW3PvSr6+3WuevL0bmkqlhEwQKBgQD6cQIUM+u7RXXJ9Ghp
56ZRTuW82HLh5DlwLYxHRfi4OjNBQ5I1nJklU+tuUqGWR+GPH83iAUxhlOGrlNK+
e9bLM3kEIjv/CuXDp8o39hHfnb05SIByDOg9Eq142qWLgk0OHlNDmrCmLvl9oepJ
gfns+d+Bt7PZqGKst41pRvco/QKBgQDp0Y+gp0IzksI+zI2KEx6FEn+Z2F4GhMnj
bIDNhJvXNQkQXrNMDUb7PqkCGyY9ZjFkvNvC4TYrpHZryicXRW5mMUmMj+fn3bt0
AZoFjPyvbqoyXBaVsALtsf3HVGvsJFVKhxj8UySLvXMflre0QywIDvSfdL2o67yo
YghuSxu3owKBgQCROUS+WFlC0AV8pYiCmPydu4WG23DKwp/4B8GHdvDCS6V7G+bF
xdgciCxGXg4raeVHLGcjviL/lujBqVwHbyJf1KpBFmT6AOS5byvZBYzZwct/UyaA
fDGTcKg9I3TJkDaEkFsyIZp701ODYYfNNlyp6T+NJexZs8X8Z7fNq4QZNQKBgGW4
PFK40Q0cuJKXbK/311wvCwID5gvR8v6Ucoh2O1HpibLsb/YTBKFCxkXbR8yIS862
dqiWT3m3B6mm/VCbbQbaRFP5OvtdNDKoi7gEeN1dOH/GHjEqrGt59pyj9nt55v0Q
PuduyEReu9mvOOYcHui2kOdZ4zS8sYtTcrWAyWMfAoGBANNLfGHcFEFk67yQtgn8
GxRjCgyf5Qf+aeoJQUh3Yjy+v3fCox9HjEDxvB8jlMI/7kpSJa6nxt1DvdwiaKhr
qJx71FbTTD0/JpGVmEoxpiDyxsIDZQBI451/jCC3NOxqanj+FGxcXcpUPUtIIqcB
jXYt0NBMxH6FYj7GIGd9YZNA
-----END PRIVATE KEY-----`;

const TENANT = '11111111-2222-3333-4444-555555555555';
const AUDIENCE = 'api://22222222-3333-4444-5555-666666666666';
const KEY_SET_URL = `https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`;
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The settings that let such tokens in. */
export const entraConfig = { tenantId: TENANT, audience: AUDIENCE };

/**
 * What makes a request proved by a token: a header, and the tenant's key set.
 * Source: learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function entraProof(appId) {
  const jwk = createPublicKey(PRIVATE_KEY).export({ format: 'jwk' });
  const input = `${encode({ alg: 'RS256', kid: 'key-1', typ: 'JWT' })}.${encode({
    aud: AUDIENCE,
    iss: `https://sts.windows.net/${TENANT}/`,
    iat: NOW_SECONDS,
    nbf: NOW_SECONDS,
    exp: NOW_SECONDS + 3_600,
    appid: appId,
    tid: TENANT,
    ver: '1.0',
  })}`;
  const signature = createSign('sha256').update(input).sign(PRIVATE_KEY, 'base64url');
  return {
    authorization: `Bearer ${input}.${signature}`,
    documents: { [KEY_SET_URL]: JSON.stringify({ keys: [{ ...jwk, kid: 'key-1', use: 'sig' }] }) },
  };
}
