import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean; readonly resolved?: string }>>;
}

interface Manifest {
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

describe('an install of this repository', () => {
  it('has no package with an install script but those that we know', async () => {
    const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
    const { allowScripts } = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
    const found = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = found.map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect([...new Set(names)].sort()).toEqual(Object.keys(allowScripts).sort());
  });

  it('has an empty package of ours in the place of the telemetry of Swagger UI', async () => {
    const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
    const places = Object.keys(packages).filter((path) => path.endsWith('node_modules/@scarf/scarf'));
    expect(places.map((path) => packages[path]?.resolved)).toEqual(['scripts/no-telemetry']);
  });
});
