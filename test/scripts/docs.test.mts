import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LOCAL_CODES } from '../../core/errors';
import { RESOURCES } from '../../core/fields';
import * as explanations from '../../core/graph/explanations';
import * as failures from '../../core/graph/failures';
import * as permissions from '../../core/graph/permissions';
import * as sender from '../../core/message/sender';
import * as warnings from '../../core/message/warnings';
import * as entra from '../../core/signIn/entraErrors';
import { OPERATIONS } from '../../core/operations';
import { errorsPage } from '../../scripts/docs/errors-page.mts';
import { fieldsPage } from '../../scripts/docs/fields-page.mts';
import { operationRows } from '../../scripts/docs/operation-rows.mts';

const read = (file: string) => readFileSync(join(__dirname, '../..', file), 'utf8');
const page = () =>
	errorsPage({
		explanations,
		failures,
		permissions,
		operations: OPERATIONS,
		entra,
		sender,
		warnings,
		localCodes: LOCAL_CODES,
	});

test('core/operations/rows.ts holds every operation: otherwise run npm run docs', () => {
	expect(read('core/operations/rows.ts')).toBe(operationRows(RESOURCES));
});

test('docs/fields.md is current: otherwise run npm run docs', () => {
	expect(read('docs/fields.md')).toBe(fieldsPage(RESOURCES));
});

test('a field that several operations share has one row', () => {
	const rows = read('docs/fields.md').split('\n');
	expect(rows.filter((row) => row.includes('`options.timeout`')).length).toBe(2);
	expect(rows.filter((row) => row.includes('`draftId`')).length).toBe(1);
});

test('docs/errors.md is current: otherwise run npm run docs', () => {
	expect(read('docs/errors.md')).toBe(page());
});

test('every code, status, kind of failure and number has its row', () => {
	for (const code of [
		...Object.keys(explanations.BY_CODE),
		...Object.keys(explanations.BY_STATUS),
		...Object.values(LOCAL_CODES),
	])
		expect(page()).toContain(`\`${code}\``);
	for (const { name } of failures.FAILURES) expect(page()).toContain(`| ${name} |`);
	for (const code of entra.ENTRA_FIXES.flatMap(({ codes }) => codes)) expect(page()).toContain(`\`AADSTS${code}\``);
});

test('every operation says which permission it needs', () => {
	for (const { value, operations } of RESOURCES)
		for (const operation of operations) expect(page()).toContain(`| ${value}:${operation.value} |`);
});
