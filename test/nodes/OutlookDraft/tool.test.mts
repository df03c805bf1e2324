// An AI agent writes Markdown, so that is the default where n8n makes a tool of the node.
import type { INodeType } from 'n8n-workflow';
import { join } from 'node:path';

import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { draftNode, locator, NODE_TYPE, root, runNode } from '../../support/n8n.mts';

const { OutlookDraft } = require(join(root, 'dist/nodes/OutlookDraft/OutlookDraft.node.js')) as {
	OutlookDraft: new () => INodeType;
};

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const BODY = 'Hello **John**,\nthank you.';
/** The name that n8n gives to the node as a tool, and to its description (tool-generation/ai-tools.js). */
const TOOL_TYPE = `${NODE_TYPE}Tool`;

function asTool(): INodeType {
	const node = new OutlookDraft();
	node.description = { ...node.description, name: `${node.description.name}Tool` };
	return node;
}

async function bodyOf(type: string, parameters: Record<string, unknown>): Promise<string> {
	const { error } = await runNode({
		items: [{}],
		parameters: {},
		credential: n8nCredential(simulator),
		types: { [TOOL_TYPE]: asTool() },
		nodes: [
			{ id: 'start', name: 'Start', type: 'test.start', typeVersion: 1, position: [0, 0], parameters: {} },
			{ ...draftNode({ parameters }), type },
		],
	});
	expect(error).toBeUndefined();
	return simulator.store.messages('support@contoso.com').at(-1)!.body.content;
}

test('a body is Markdown in a tool, and taken as it looks in the node itself', async () => {
	const parameters = { ...n8nParameters({}), body: BODY };
	expect(await bodyOf(TOOL_TYPE, parameters)).toContain('Hello <strong>John</strong>,<br>');
	simulator.reset();
	expect(await bodyOf(NODE_TYPE, parameters)).toContain('Hello **John**,<br>');
});

test('what somebody chose counts in a tool too', async () => {
	const parameters = { ...n8nParameters({}), bodyType: 'textAsHtml', body: BODY };
	expect(await bodyOf(TOOL_TYPE, parameters)).toContain('Hello **John**,<br>');
});

test('an update', async () => {
	await bodyOf(NODE_TYPE, { ...n8nParameters({}), body: 'Old' });
	const { immutableId } = simulator.store.messages('support@contoso.com').at(-1)!;
	const parameters = { ...n8nParameters({}, 'draft:update'), draftId: locator(immutableId), body: BODY };
	expect(await bodyOf(TOOL_TYPE, parameters)).toContain('Hello <strong>John</strong>,<br>');
});

test('n8n shows one of the two in each case', () => {
	const all = new OutlookDraft().description.properties.filter(
		({ name, displayOptions }) => name === 'bodyType' && displayOptions?.show?.operation?.includes('create'),
	);
	expect(
		all.map((one) => [one.default, one.displayOptions?.show?.['@tool'], one.displayOptions?.hide?.['@tool']]),
	).toEqual(
		expect.arrayContaining([
			['auto', undefined, [true]],
			['markdown', [true], undefined],
		]),
	);
});
