#!/usr/bin/env node
// Writes apps/hub/dist/openapi.json, the OpenAPI document of a hub without modules of a user, from the built code. Needs no database.
import { writeFileSync } from 'node:fs';
import { openApiOfHub } from '../dist/openapi-of-hub.js';

writeFileSync(new URL('../dist/openapi.json', import.meta.url), `${JSON.stringify(openApiOfHub(), null, 2)}\n`);
