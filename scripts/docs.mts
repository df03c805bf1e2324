// npm run docs: writes core/operations/rows.ts, docs/fields.md and docs/errors.md. The tests notice when they are out of date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsPage } from './docs/errors-page.mts';
import { fieldsPage } from './docs/fields-page.mts';
import { operationRows } from './docs/operation-rows.mts';
import { importSource } from './import-source.mts';

const root = join(import.meta.dirname, '..');
const { RESOURCES } = await importSource<typeof import('../core/fields/index.ts')>('core/fields/index.ts');
// First of all: the others read the operations.
writeFileSync(join(root, 'core/operations/rows.ts'), operationRows(RESOURCES));
const { LOCAL_CODES } = await importSource<typeof import('../core/errors.ts')>('core/errors.ts');
writeFileSync(join(root, 'docs/fields.md'), fieldsPage(RESOURCES));
writeFileSync(
	join(root, 'docs/errors.md'),
	errorsPage({
		explanations: await importSource('core/graph/explanations.ts'),
		failures: await importSource('core/graph/failures.ts'),
		permissions: await importSource('core/graph/permissions.ts'),
		operations: (await importSource<typeof import('../core/operations/registry.ts')>('core/operations/registry.ts'))
			.OPERATIONS,
		entra: await importSource('core/signIn/entraErrors.ts'),
		sender: await importSource('core/message/sender.ts'),
		warnings: await importSource('core/message/warnings.ts'),
		localCodes: LOCAL_CODES,
	}),
);
