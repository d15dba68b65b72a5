import { readFileSync } from 'node:fs';
import { nearestNames } from '@kanca/core';
import { aspnetSources } from './aspnet-secrets.js';
import { ConfigError, maskedValue, type ConfigProblem } from './config-problem.js';
import { configuredEventTypes } from './file-event-types.js';
import { configuredEdges } from './file-sources-and-subscriptions.js';
import { ROLES, type HubConfig, type Role } from './hub-config.js';
import { readConfigFile, type ConfigFile } from './read-kanca-yaml.js';
import { OTHER_VARIABLES, SETTINGS, type Setting } from './variables.js';

type Env = Readonly<Record<string, string | undefined>>;

export interface LoadedConfig {
  readonly config: HubConfig;
  /** Sentences for the log: misspelt variables, parts of the file that this version does not read. */
  readonly warnings: readonly string[];
}

const NOT_SETTINGS = ['sources', 'subscriptions', 'eventTypes', 'retry'];

/**
 * Reads the environment, then the file.
 * @throws ConfigError with every problem at once
 */
export function loadConfig(env: Env): LoadedConfig {
  const file = readConfigFile(env);
  const problems: ConfigProblem[] = [...file.problems];
  const get = <T>(setting: Setting<T>): T | undefined => readSetting(setting, env, file, problems);

  const port = get(SETTINGS.port) ?? 3000;
  get(SETTINGS.queue);
  const modules = get(SETTINGS.modules) ?? [];
  const config: HubConfig = {
    port,
    host: get(SETTINGS.host) ?? '0.0.0.0',
    databaseUrl: get(SETTINGS.databaseUrl) ?? null,
    dataDir: get(SETTINGS.dataDir) ?? './data',
    publicUrl: get(SETTINGS.publicUrl) ?? `http://localhost:${String(port)}`,
    adminKey: get(SETTINGS.adminKey) ?? null,
    sessionIdleMinutes: get(SETTINGS.sessionIdleMinutes) ?? 480,
    sessionDays: get(SETTINGS.sessionDays) ?? 7,
    encryptionKeys: get(SETTINGS.encryptionKeys) ?? null,
    roles: new Set(rolesFrom(get(SETTINGS.roles))),
    modules,
    trustedProxies: get(SETTINGS.trustedProxies) ?? [],
    requireHttps: get(SETTINGS.requireHttps) ?? false,
    egressAllow: get(SETTINGS.egressAllow) ?? [],
    egressAllowMetadata: get(SETTINGS.egressAllowMetadata) ?? false,
    egressRequireHttps: get(SETTINGS.egressRequireHttps) ?? false,
    egressProxy: get(SETTINGS.egressProxy) ?? null,
    maxBodyBytes: get(SETTINGS.maxBodyBytes) ?? 26_214_400,
    retentionDays: get(SETTINGS.retentionDays) ?? 30,
    maxDepth: get(SETTINGS.maxDepth) ?? 10,
    tenantConcurrency: get(SETTINGS.tenantConcurrency) ?? null,
    tenantSubscriptions: get(SETTINGS.tenantSubscriptions) ?? 10_000,
    eventValidation: get(SETTINGS.eventValidation) ?? 'warn',
    requireVerification: get(SETTINGS.requireVerification) ?? false,
    reverifyDays: get(SETTINGS.reverifyDays) ?? 7,
    logLevel: get(SETTINGS.logLevel) ?? 'info',
    eventTypes: configuredEventTypes(file, problems),
    ...withAspnet(configuredEdges(file, modules.length > 0, problems), env, problems),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return { config, warnings: warningsFor(env, file) };
}

/**
 * The modules alone, for a command that needs nothing else to be right.
 * @throws ConfigError for a file that cannot be read
 */
export function configuredModules(env: Env): readonly string[] {
  const file = readConfigFile(env);
  if (file.problems.length > 0 && Object.keys(file.content).length === 0) throw new ConfigError(file.problems);
  return readSetting(SETTINGS.modules, env, file, []) ?? [];
}

function withAspnet<E extends Pick<HubConfig, 'sources'>>(edges: E, env: Env, problems: ConfigProblem[]): E {
  return { ...edges, sources: [...edges.sources, ...aspnetSources(env, problems)] };
}

function rolesFrom(roles: readonly string[] | undefined): readonly Role[] {
  return roles === undefined || roles.length === 0 ? ROLES : ROLES.filter((role) => roles.includes(role));
}

function readSetting<T>(setting: Setting<T>, env: Env, file: ConfigFile, problems: ConfigProblem[]): T | undefined {
  const { name, text } = find(setting, env, file, problems);
  if (text === undefined) return undefined;
  const value = setting.parse(text);
  if (value === undefined)
    problems.push({
      name,
      value: maskedValue(setting.variable, text),
      expected: setting.expected,
      example: setting.example,
    });
  return value;
}

/** The variable, else the file that `<variable>_FILE` names, else kanca.yaml. */
function find<T>(
  { variable, key }: Setting<T>,
  env: Env,
  file: ConfigFile,
  problems: ConfigProblem[],
): { readonly name: string; readonly text: string | undefined } {
  const direct = env[variable];
  if (direct !== undefined && direct !== '') return { name: variable, text: direct };
  const path = env[`${variable}_FILE`];
  if (path !== undefined) {
    try {
      return { name: `${variable}_FILE`, text: readFileSync(path, 'utf8').trim() };
    } catch {
      problems.push({
        name: `${variable}_FILE`,
        value: path,
        expected: 'a file that can be read',
        example: `/run/secrets/${key}`,
      });
    }
  }
  const inFile = file.content[key];
  const name = `${file.name}: ${key}`;
  if (inFile === undefined || inFile === null) return { name, text: undefined };
  if (Array.isArray(inFile)) return { name, text: inFile.map(String).join(',') };
  return { name, text: typeof inFile === 'string' ? inFile : JSON.stringify(inFile) };
}

function warningsFor(env: Env, file: ConfigFile): readonly string[] {
  const settings: readonly Setting<unknown>[] = Object.values(SETTINGS);
  const variables = [...settings.map(({ variable }) => variable), ...OTHER_VARIABLES];
  const keys = [...settings.map(({ key }) => key), ...NOT_SETTINGS];
  const unknownVariables = Object.keys(env).filter(
    (name) =>
      name.startsWith('KANCA_') && !variables.includes(name.replace(/_FILE$/, '')) && !name.startsWith('KANCA_TEST_'),
  );
  const unknownKeys = Object.keys(file.content).filter((key) => !keys.includes(key));
  return [
    ...unknownVariables.map((name) => unknown(name, variables)),
    ...unknownKeys.map((key) => unknown(`${file.name}: ${key}`, keys, key)),
  ];
}

function unknown(place: string, names: readonly string[], name = place): string {
  const [nearest] = nearestNames(name, names);
  return `${place} is not a setting${nearest === undefined ? '' : `: did you mean ${nearest}?`}`;
}
