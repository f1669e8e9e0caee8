import { build } from 'esbuild'; import { watPlugin } from './wat.mjs';
await build({entryPoints:['kb.local.ts'],bundle:true,platform:'node',format:'esm',outfile:'/tmp/kb.mjs',plugins:[watPlugin]});
