/** Writes the JSON Schema of `insight.jsonc` for editors that do not run the language server, from what package.json says of the settings. */
import { readFile, writeFile } from 'node:fs/promises';
import { configSchema } from './server/config/configSchema.ts';

const manifest = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));
const schema = configSchema(manifest.contributes.configuration);
await writeFile(new URL('syntaxes/insight.schema.json', import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
