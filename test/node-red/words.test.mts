// What a person in Node-RED reads: no words of n8n, and where a value came from.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { invalidInput } from '../../core';
import { OPERATIONS } from '../../node-red/fields';
import { inOurWords } from '../../node-red/ourWords';
import { inNodeRed } from '../../node-red/words';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { loadFlow, until, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

/** Words that mean nothing in Node-RED, or something else. */
const FOREIGN =
	/\bn8n\b|\bworkflows?\b|step before|(to|from|in|check) (an|the) expression|\bevery item\b|\bthis item\b/i;
/** Only n8n has a run of several items, and its binary fields. */
const ONLY_IN_N8N = /core[\\/]run\.ts$/;
const root = join(__dirname, '../..');

const texts = globSync('core/**/*.ts', { cwd: root })
	.filter((file) => !ONLY_IN_N8N.test(file))
	.flatMap((file) => {
		const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
		return [...code.matchAll(/'((?:[^'\\\n]|\\.)+)'|"((?:[^"\\\n]|\\.)+)"|`((?:[^`\\]|\\.)+)`/g)].map((found) => ({
			file,
			text: found[1] ?? found[2] ?? found[3]!,
		}));
	})
	.filter(({ text }) => text.includes(' ') && FOREIGN.test(text));

test('each text of the core that speaks of n8n is said in other words', () => {
	const shownInNodeRed = texts.filter(({ text }) => !/n8n's binary field/.test(text));
	expect(shownInNodeRed).not.toEqual([]);
	expect(shownInNodeRed.filter(({ text }) => FOREIGN.test(inNodeRed(text)))).toEqual([]);
});

test('no field of the dialog speaks of n8n', () => {
	const said = OPERATIONS.flatMap(({ value, fields }) =>
		fields.flatMap(({ name, label, description, choices = [] }) => [
			[value, name, label],
			[value, name, description],
			...choices.flatMap((choice) => [
				[value, name, choice.label],
				[value, name, choice.description ?? ''],
			]),
		]),
	);
	expect(said.filter(([, , text]) => FOREIGN.test(text!))).toEqual([]);
});

describe('an error about a field names the property that it was read from', () => {
	const account = () => ({ graphUrl: simulator.url, clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret });
	const SUPPORT = { mailbox: 'support@contoso.com', mailboxType: 'str' };

	test.each<[string, Record<string, unknown>, object, string]>([
		[
			'a preset',
			{ operation: 'draft:get' },
			{ payload: { id: '' } },
			'Draft (msg.payload.id): it is empty. Take the ID from an earlier node; if it comes from a message',
		],
		['a reply', { operation: 'draft:reply' }, { payload: 'Hello' }, 'Message (msg.messageId): it is empty.'],
		['chosen by somebody', { to: 'person', toType: 'msg' }, { person: 'undefined' }, 'To (msg.person): "undefined"'],
		['the mailbox', { mailbox: 'box', mailboxType: 'msg' }, { box: '' }, 'Mailbox (msg.box): it is empty.'],
		[
			'of an environment variable',
			{ operation: 'draft:get', draftId: 'NOTHING_HERE', draftIdType: 'env' },
			{},
			'Draft (env.NOTHING_HERE): it is empty.',
		],
		['typed in', { operation: 'draft:get', draftId: '', draftIdType: 'str' }, {}, 'Draft: it is empty.'],
	])('%s', async (_name, config, message, text) => {
		const flow = await loadFlow({ ...SUPPORT, ...config }, account());
		flow.input(message);
		await until(() => flow.caught.length > 0, 'the error');
		expect(flow.caught[0]!.error.message).toContain(text);
		expect(simulator.requests).toEqual([]);
	});

	test('once, and not where it would be untrue', () => {
		const config = { id: 'x', type: 'outlook-draft', operation: 'draft:get', draftId: 'a.b', draftIdType: 'msg' };
		const said = (text: string) => inOurWords(invalidInput(text), config).message;
		expect(said('Draft: msg.a.b cannot be read.')).toBe('Draft: msg.a.b cannot be read.');
		expect(said('Folder: it is empty.')).toBe('Folder: it is empty.');
		expect(said('Nothing of the kind.')).toBe('Nothing of the kind.');
	});
});
