import { configuredModules } from './config/load-config.js';

// The command line asks it which modules a hub would load here: there is one way to read the configuration.
try {
  process.stdout.write(JSON.stringify(configuredModules(process.env)));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
