import { checkLayers } from './check-layers.ts';
import { projectRoot } from './paths.ts';

/** `npm run layers`: prints each import that breaks a layer rule and fails if there is one. */
const { violations, files, imports } = await checkLayers(projectRoot);
for (const { rule, from, to } of violations) process.stdout.write(`${rule}: ${from} -> ${to}\n`);
process.stdout.write(`${String(files)} files, ${String(imports)} imports, ${String(violations.length)} violations\n`);
process.exitCode = violations.length === 0 ? 0 : 1;
