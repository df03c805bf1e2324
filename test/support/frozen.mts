// What people's saved workflows and flows hold of us: names, values and defaults of the built nodes of both hosts; and how what they give is
// compared.
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const root = join(__dirname, '../..');

/** `npm run freeze` writes what is new; `npm run freeze -- --anew` everything. */
export const FREEZE = process.env.FREEZE as 'new' | 'anew' | undefined;

/** By place: `n8n outlookDraft draft:create options.timeout` and the like; what is saved there. */
export type Names = Record<string, Saved>;

export interface Saved {
	default?: unknown;
	/** What can be chosen. */
	values?: unknown[];
}

interface Description {
	name: string;
	version?: number;
	inputs?: unknown;
	outputs?: unknown;
	properties: INodeProperties[];
}

export function currentNames(): Names {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const names: Names = {};
	for (const file of n8n.nodes) {
		const [Node] = Object.values(require(join(root, file)) as Record<string, new () => INodeType>);
		addDescription(names, `n8n node ${new Node().description.name}`, new Node().description as unknown as Description);
	}
	for (const file of n8n.credentials) {
		const [Credential] = Object.values(require(join(root, file)) as Record<string, new () => Description>);
		addDescription(names, `n8n credential ${new Credential().name}`, new Credential());
	}
	addNodeRed(names);
	return Object.fromEntries(Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addDescription(names: Names, place: string, { version, inputs, outputs, properties }: Description): void {
	names[place] = { default: JSON.parse(JSON.stringify({ version, inputs, outputs })) };
	for (const property of properties) addProperty(names, place, property);
}

/** A property once for each operation that shows it, and what is inside of it. */
function addProperty(names: Names, place: string, property: INodeProperties): void {
	const { resource, operation } = property.displayOptions?.show ?? {};
	const shown = (resource ?? ['']).flatMap((one) =>
		(operation ?? ['']).map((two) => [one, two].filter(Boolean).join(':')),
	);
	for (const at of shown) {
		const here = [place, at, property.name].filter(Boolean).join(' ');
		const inside = property.options ?? [];
		const values = [
			...inside.flatMap((option) => ('value' in option && !('type' in option) ? [option.value] : [])),
			...(property.modes ?? []).map(({ name }) => `mode ${name}`),
		];
		// Of several with the same name, one is shown under one condition and the next under another.
		const before = names[here]?.values ?? [];
		names[here] = {
			...(names[here] ?? { default: property.default }),
			...(values.length + before.length > 0 ? { values: [...new Set([...before, ...values])] } : {}),
		};
		for (const option of inside) {
			if ('type' in option) addProperty(names, here, { ...option, name: `.${option.name}` });
			else if ('values' in option)
				for (const value of option.values)
					addProperty(names, here, { ...value, name: `.${option.name}.${value.name}` });
		}
	}
}

interface NodeRedType {
	inputs?: number;
	outputs?: number;
	defaults: Record<string, { value: unknown; type?: string }>;
	credentials?: Record<string, { type: string }>;
}

/** What the built editor file registers, by type, and the choices of its forms. */
export function nodeRedTypes(): { types: Record<string, NodeRedType>; choices: Record<string, string[]> } {
	const html = readFileSync(join(root, 'dist/node-red/outlook-draft.html'), 'utf8');
	const types: Record<string, NodeRedType> = {};
	const registerType = (type: string, definition: NodeRedType): void => void (types[type] = definition);
	for (const [, script] of html.matchAll(/<script type="text\/javascript">([\s\S]*?)<\/script>/g))
		runInNewContext(script, { RED: { nodes: { registerType } }, TextEncoder, TextDecoder, URL });
	const choices: Record<string, string[]> = {};
	for (const [, form, body] of html.matchAll(/data-template-name="([^"]+)">([\s\S]*?)<\/script>/g)) {
		for (const [, name, options] of body.matchAll(
			/<select[^>]* id="node-(?:config-)?input-([\w-]+)"[^>]*>([\s\S]*?)<\/select>/g,
		))
			choices[`${form} ${name}`] = [...options.matchAll(/<option value="([^"]*)"/g)].map((match) => match[1]);
		for (const [, name, value] of body.matchAll(/<input type="checkbox"[^>]* name="(\w+)" value="(\w+)">/g))
			(choices[`${form} ${name}`] ??= []).push(value);
	}
	// Out of the other context: its lists are not ours.
	return { types: JSON.parse(JSON.stringify(types)), choices };
}

function addNodeRed(names: Names): void {
	const { types, choices } = nodeRedTypes();
	for (const [type, { inputs, outputs, defaults, credentials = {} }] of Object.entries(types)) {
		names[`Node-RED node ${type}`] = { default: JSON.parse(JSON.stringify({ inputs, outputs })) };
		for (const [name, { value, type: configType }] of Object.entries(defaults)) {
			const values = choices[`${type} ${name}`];
			names[`Node-RED node ${type} ${name}`] = {
				default: configType ? `a node ${configType}` : JSON.parse(JSON.stringify(value)),
				...(values ? { values } : {}),
			};
		}
		for (const [name, { type: kind }] of Object.entries(credentials))
			names[`Node-RED node ${type} credential ${name}`] = { default: kind };
	}
}

/** What a saved workflow would miss, and what is not frozen yet, each in a sentence. */
export function compareNames(frozen: Names, current: Names): { broken: string[]; fresh: string[] } {
	const broken: string[] = [];
	const fresh: string[] = [];
	for (const [place, saved] of Object.entries(frozen)) {
		const now = current[place];
		if (!now) {
			broken.push(`${place}: is gone. A workflow in which it is saved would lose it without a word.`);
			continue;
		}
		if (JSON.stringify(now.default) !== JSON.stringify(saved.default))
			broken.push(
				`${place}: its default was ${JSON.stringify(saved.default)} and is ${JSON.stringify(now.default)}. ` +
					'Hosts do not save what is left at its default: workflows would do something else.',
			);
		for (const value of saved.values ?? [])
			if (!now.values?.includes(value)) broken.push(`${place}: the value ${JSON.stringify(value)} is gone.`);
		for (const value of now.values ?? [])
			if (!(saved.values ?? []).includes(value)) fresh.push(`${place}: the value ${JSON.stringify(value)}`);
	}
	for (const place of Object.keys(current)) if (!frozen[place]) fresh.push(place);
	return { broken, fresh };
}

/** Identifiers, times and addresses differ from run to run: of them only the kind is kept. */
export function outcome(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(outcome);
	if (value && typeof value === 'object') {
		// The wording of a warning is nothing that a workflow is built on.
		const { warnings: _warnings, ...members } = value as Record<string, unknown>;
		void _warnings;
		return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, outcome(member)]));
	}
	return typeof value === 'string' && (value.length > 60 || /^\S{30,}$|\d{2}T\d{2}:|\d{5}|127\.0\.0\.1/.test(value))
		? '(a text)'
		: value;
}

/** That nothing of it is missing; more may have come. */
export const atLeast = (value: unknown): unknown => {
	if (value === '(a text)') return expect.any(String);
	if (Array.isArray(value)) return value.map(atLeast);
	if (value && typeof value === 'object')
		return expect.objectContaining(
			Object.fromEntries(Object.entries(value).map(([name, member]) => [name, atLeast(member)])),
		);
	return value;
};
